import { spawnSync } from 'node:child_process';

/** The version of Python's `packaging` whose behaviour is the reference. */
const REFERENCE = '26.2';

/** Answers every question of one test in a single process. A question that raises is answered by null. */
const DRIVER = `
import json, sys, warnings
warnings.simplefilter("ignore")
import packaging
from packaging import markers, requirements, specifiers, tags, utils, version

V, S = version.Version, specifiers.SpecifierSet

def compare(a, b):
    a, b = V(a), V(b)
    return -1 if a < b else 1 if a > b else 0

def version_parts(text):
    v = V(text)
    return [str(v), str(v.public), v.base_version, v.is_prerelease, v.is_postrelease, v.is_devrelease,
            utils.canonicalize_version(v)]

def spec_text(text):
    s = S(text)
    # Reading the versions shows the spellings that the pattern takes and the version does not.
    [p.prereleases for p in s]
    for p in s:
        if p.operator != "===" and not p.version.endswith(".*"):
            V(p.version)
    return str(s)

def contains(spec, item, pre):
    return S(spec).contains(item, prereleases=pre)

def select(spec, items, pre):
    return list(S(spec).filter(items, prereleases=pre))

def wheel(text):
    name, v, build, found = utils.parse_wheel_filename(text)
    return [name, str(v), [str(build[0]), build[1]] if build else None, sorted(map(str, found))]

def sdist(text):
    name, v = utils.parse_sdist_filename(text)
    return [name, str(v)]

def expand(text):
    return sorted(map(str, tags.parse_tag(text)))

def sets(env):
    return {k: frozenset(v) if isinstance(v, list) else v for k, v in env.items()}

def marker(text, env):
    m = markers.Marker(text)
    try:
        return bool(markers._evaluate_markers(m._markers, markers._repair_python_full_version(sets(env))))
    except Exception:
        return "undefined"

def requirement(text):
    r = requirements.Requirement(text)
    return [r.name, sorted(r.extras), spec_text(str(r.specifier)), r.url, str(r.marker) if r.marker else None]

def reference():
    return packaging.__version__

def answer(question):
    try:
        return globals()[question[0]](*question[1:])
    except Exception:
        return None

json.dump([answer(q) for q in json.load(sys.stdin)], sys.stdout)
`;

export type Question = readonly [ask: string, ...parts: readonly unknown[]];

const PYTHON = process.env['CUSTODY_PYTHON'] ?? 'python3';

/** Asks Python; throws where the process fails, so that no test takes silence for agreement. */
export const askPackaging = (questions: readonly Question[]): readonly unknown[] => {
  const run = spawnSync(PYTHON, ['-X', 'utf8', '-c', DRIVER], {
    input: JSON.stringify(questions),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (run.error !== undefined) throw run.error;
  if (run.status !== 0) throw new Error(run.stderr);
  const answers = JSON.parse(run.stdout) as readonly unknown[];
  if (answers.length !== questions.length) throw new Error('Python answered another number of questions.');
  return answers;
};

/** Why there is no reference to ask, or undefined where there is one. */
const reasonMissing = (): string | undefined => {
  try {
    const [found] = askPackaging([['reference']]);
    return found === REFERENCE ? undefined : `packaging ${REFERENCE} is needed, found ${String(found)}`;
  } catch (error) {
    return `no usable ${PYTHON}: ${String(error).split('\n')[0]}`;
  }
};

/** For `describe.skipIf`: prints the reason once where the reference is absent. */
export const packagingMissing = ((): boolean => {
  const reason = reasonMissing();
  if (reason !== undefined)
    process.stderr.write(`skipped: differential tests against packaging, ${reason}\n`);
  return reason !== undefined;
})();
