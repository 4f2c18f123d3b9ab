/** The Python modules of the test project: small, but they run. */
export const MODULES: Readonly<Record<string, string>> = {
  'tidewater/__init__.py': `"""Tide heights from harmonic constituents."""

from .heights import height_at, highs_and_lows
from .stations import STATIONS, Station

__all__ = ["STATIONS", "Station", "height_at", "highs_and_lows"]
__version__ = "1.0.0"
`,
  'tidewater/heights.py': `"""The sum of cosines that a tide is."""

from math import cos, radians

try:
    from ._harmonics import sum_of_cosines
except ImportError:  # no compiled module for this platform

    def sum_of_cosines(hours, constituents):
        return sum(a * cos(radians(speed * hours - phase)) for a, speed, phase in constituents)


def height_at(station, hours):
    """Height in metres above mean sea level, so many hours after the station's epoch."""
    return station.mean + sum_of_cosines(hours, station.constituents)


def highs_and_lows(station, start, stop, step=0.1):
    """Yield (hour, height, "high" or "low") for each turn of the tide between two hours."""
    if step <= 0:
        raise ValueError("step must be positive")
    count = int((stop - start) / step)
    points = [(start + i * step, height_at(station, start + i * step)) for i in range(count + 1)]
    for (_, before), (hour, here), (_, after) in zip(points, points[1:], points[2:]):
        if before < here >= after:
            yield hour, here, "high"
        elif before > here <= after:
            yield hour, here, "low"
`,
  'tidewater/stations.py': `"""Tide stations (invented), read from the table beside this module."""

import csv
from dataclasses import dataclass
from importlib.resources import files

SPEEDS = {"M2": 28.984104, "S2": 30.0, "K1": 15.041069, "O1": 13.943035}


@dataclass(frozen=True)
class Station:
    name: str
    mean: float
    constituents: tuple


def _read():
    text = files(__package__).joinpath("stations.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        constituents = tuple(
            (float(row[name]), speed, float(row[name + "_phase"])) for name, speed in SPEEDS.items()
        )
        yield row["station"], Station(row["station"], float(row["mean"]), constituents)


STATIONS = dict(_read())
`,
  'tidewater/stations.csv': `station,mean,M2,M2_phase,S2,S2_phase,K1,K1_phase,O1,O1_phase
Amber Quay,2.41,1.32,48,0.44,92,0.09,11,0.07,203
Grey Skerry,1.10,0.61,310,0.22,355,0.12,160,0.10,18
`,
  'tidewater/cli.py': `"""The tidewater command."""

import argparse

from . import STATIONS, highs_and_lows


def main(argv=None):
    parser = argparse.ArgumentParser(prog="tidewater", description="High and low water of a station.")
    parser.add_argument("station", choices=sorted(STATIONS))
    parser.add_argument("--hours", type=float, default=24.0)
    options = parser.parse_args(argv)
    for hour, height, kind in highs_and_lows(STATIONS[options.station], 0.0, options.hours):
        print(f"{hour:5.1f} h  {height:5.2f} m  {kind}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
`,
  'tidewater/py.typed': '',
};

/** What the sdist has beside the modules. */
export const SOURCES: Readonly<Record<string, string>> = {
  'README.md': `# tidewater

High and low water from harmonic constituents. An invented project: it exists so that custody has something to look at.

    tidewater "Amber Quay" --hours 24
`,
  'src/harmonics.c': `/* The sum of cosines, in C. The wheel carries a stand-in for what a compiler makes of this. */
#include <math.h>

double sum_of_cosines(double hours, const double (*constituents)[3], int count)
{
    double sum = 0;
    for (int i = 0; i < count; i++)
        sum += constituents[i][0] * cos((constituents[i][1] * hours - constituents[i][2]) * M_PI / 180);
    return sum;
}
`,
  'tests/test_heights.py': `from tidewater import STATIONS, height_at, highs_and_lows


def test_height_is_between_the_sum_of_amplitudes():
    station = STATIONS["Amber Quay"]
    reach = sum(amplitude for amplitude, _, _ in station.constituents)
    assert all(abs(height_at(station, hour) - station.mean) <= reach for hour in range(48))


def test_two_highs_and_two_lows_a_day():
    kinds = [kind for _, _, kind in highs_and_lows(STATIONS["Amber Quay"], 0.0, 24.8)]
    assert kinds.count("high") == 2 and kinds.count("low") == 2
`,
};

export const LICENCE = `Apache License, Version 2.0: the text stands at https://www.apache.org/licenses/LICENSE-2.0
This project is invented and exists for tests.
`;

export const PYPROJECT = `[build-system]
requires = ["meson-python >=0.17"]
build-backend = "mesonpy"

[project]
name = "tidewater"
version = "1.0.0"
description = "Tide tables for tests"
readme = "README.md"
requires-python = ">=3.9"
license = "Apache-2.0"
license-files = ["LICENSE"]
scripts = { tidewater = "tidewater.cli:main" }
`;
