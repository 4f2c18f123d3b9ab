import type { WheelView } from '../../../views/wheel.ts';
import type { Broken } from '../../testing/cases.ts';
import { STEM, ENTRY_POINTS, at, built, damaged, withFiles } from './fixture.ts';

export const ABOUT_FILES: readonly Broken<WheelView>[] = [
  {
    what: 'with the .data directory of another release',
    view: withFiles({ 'tidewater-0.9.data/headers/a.h': '' }),
    places: { 'wheel/data-directory': [{ entry: 'tidewater-0.9.data/' }] },
  },
  {
    what: 'with files that no installer can place',
    view: withFiles({ [`${STEM}.data/etc/a`]: '', [`${STEM}.data/etc/b`]: '', [`${STEM}.data/loose`]: '' }),
    places: { 'wheel/data-scheme': [{ entry: `${STEM}.data/etc/b` }, { entry: `${STEM}.data/loose` }] },
  },
  {
    what: 'with a script in a subdirectory and one that is a link',
    view: withFiles(
      { [`${STEM}.data/scripts/sub/a`]: '#!python\n', [`${STEM}.data/scripts/link`]: '/bin/sh' },
      { entry: (spec) => (spec.name.endsWith('/link') ? { ...spec, mode: 0o120_777 } : spec) },
    ),
    places: {
      'wheel/script-files': [{ entry: `${STEM}.data/scripts/sub/a` }, { entry: `${STEM}.data/scripts/link` }],
    },
  },
  {
    what: 'with a script that names its interpreter',
    view: withFiles({ [`${STEM}.data/scripts/tide`]: '#!/usr/bin/env python3\n' }),
    places: { 'wheel/script-interpreter': [at(`${STEM}.data/scripts/tide`, 1, 1)] },
  },
  {
    what: 'with files that run when Python starts',
    view: withFiles({
      'a.pth': '# hello\nimport tidewater\n',
      'b.start': 'tidewater:main\n',
      [`${STEM}.data/purelib/c.pth`]: 'import\ttidewater\n',
      'd.pth': `${'x'.repeat(80)}\n`,
      'e.pth': 'extra\n',
      'important.pth.txt': 'import tidewater\n',
      'tidewater/f.pth': 'import tidewater\n',
    }),
    places: {
      'wheel/startup-file': [
        at('a.pth', 2, 1),
        { entry: 'b.start' },
        at(`${STEM}.data/purelib/c.pth`, 1, 1),
        { entry: 'd.pth' },
        { entry: 'e.pth' },
      ],
    },
  },
  {
    what: 'with modules that Python imports when it starts',
    view: withFiles({
      'sitecustomize.py': '',
      [`${STEM}.data/platlib/usercustomize/__init__.py`]: '',
      'tidewater/sitecustomize.py': '',
    }),
    places: {
      'wheel/startup-module': [
        { entry: 'sitecustomize.py' },
        { entry: `${STEM}.data/platlib/usercustomize/__init__.py` },
      ],
    },
  },
  {
    what: 'with bytecode beside its source',
    view: withFiles({ 'tidewater/a.py': '', 'tidewater/__pycache__/a.cpython-313.pyc': 'x' }),
    places: { 'wheel/compiled-file': [{ entry: 'tidewater/__pycache__/a.cpython-313.pyc' }] },
  },
  {
    what: 'with bytecode without source behind some that has it',
    view: withFiles({ 'a.py': '', '__pycache__/a.cpython-313.opt-1.pyc': 'x', 'tidewater/b.pyc': 'x' }),
    places: { 'wheel/compiled-file': [{ entry: 'tidewater/b.pyc' }] },
  },
  {
    what: 'with setup.py',
    view: withFiles({ 'setup.py': '', 'tidewater/setup.py': '' }),
    places: { 'wheel/setup-files': [{ entry: 'setup.py' }] },
  },
  {
    what: 'with top-level tests',
    view: withFiles({ 'tests/__init__.py': '', 'tests/a.py': '', 'tidewater/tests/b.py': '' }),
    places: { 'wheel/generic-name': [{ entry: 'tests/__init__.py' }] },
  },
  {
    what: 'with modules of the standard library',
    view: withFiles({ 'typing.py': '', 'json/__init__.py': '', 'tidewater/enum.py': '' }),
    places: { 'wheel/stdlib-name': [{ entry: 'typing.py' }, { entry: 'json/__init__.py' }] },
  },
  {
    what: 'with an entry point that is none',
    view: damaged('entry-points-malformed'),
    places: { 'wheel/entry-points': [at(ENTRY_POINTS, 2)] },
  },
  {
    what: 'with a script whose name leads elsewhere',
    view: built({ entryPoints: '[console_scripts]\n../tide = tidewater:main\n' }),
    places: { 'wheel/entry-points': [at(ENTRY_POINTS, 2)] },
  },
  {
    what: 'with an object reference that is none',
    view: built({ entryPoints: '[tides]\nhigh = not a reference\n' }),
    places: { 'wheel/entry-points-form': [at(ENTRY_POINTS, 2)] },
  },
  {
    what: 'with a section that is copied into all others',
    view: built({ entryPoints: '[DEFAULT]\nhigh = tidewater:high\n' }),
    places: { 'wheel/entry-points-ambiguous': [at(ENTRY_POINTS, 1)] },
  },
  {
    what: 'with a script named as a command of the system',
    view: built({ entryPoints: '[console_scripts]\ntide = tidewater:main\nSudo = tidewater:main\n' }),
    places: { 'wheel/command-name': [at(ENTRY_POINTS, 3, 1)] },
  },
];
