import { A, B } from './generated.ts';

/** The index that a purl of type `pypi` means where it names none (purl type definition of PyPI). */
const PUBLIC_INDEX = ['https:', '', 'pypi.org', 'simple'].join('/');

export const PYLOCK = `lock-version = "1.0"
created-by = "a tool"
requires-python = ">=3.12"

[[packages]]
name = "attrs"
version = "25.1.0"
index = "https://user:secret@index.example/simple"
[[packages.wheels]]
url = "https://files.example/attrs-25.1.0-py3-none-any.whl"
hashes = { sha256 = "${A}" }

[[packages]]
name = "cattrs"
version = "24.1.2"
marker = "sys_platform == 'linux'"
dependencies = [{ name = "attrs" }]
[packages.sdist]
name = "cattrs-24.1.2.tar.gz"
path = "wheels/cattrs-24.1.2.tar.gz"
hashes = { sha256 = "${A}", sha512 = "${A}${A}" }
[[packages.wheels]]
name = "cattrs-24.1.2-py3-none-any.whl"
hashes = { sha256 = "${B}" }

[[packages]]
name = "mine"
directory = { path = "../mine", editable = true }

[[packages]]
name = "forked"
vcs = { type = "git", url = "https://git.example/f.git", commit-id = "0123456789abcdef0123456789abcdef01234567" }
`;

export const UV = `version = 1
requires-python = ">=3.12"

[[package]]
name = "app"
version = "0.1.0"
source = { virtual = "." }
dependencies = [{ name = "anyio" }, { name = "numpy", version = "1.26.0", source = { registry = "${PUBLIC_INDEX}" }, marker = "python_full_version < '3.13'" }]
[package.optional-dependencies]
fast = [{ name = "speedups" }]
[package.dev-dependencies]
dev = [{ name = "pytest" }]

[[package]]
name = "anyio"
version = "3.7.0"
source = { registry = "${PUBLIC_INDEX}" }
dependencies = [{ name = "absent" }]
sdist = { url = "https://files.example/anyio-3.7.0.tar.gz", hash = "sha256:${A}", size = 1 }
wheels = [{ url = "https://files.example/anyio-3.7.0-py3-none-any.whl", hash = "sha256:${B}", size = 1 }]

[[package]]
name = "numpy"
version = "1.26.0"
source = { registry = "${PUBLIC_INDEX}" }
resolution-markers = ["python_full_version < '3.13'"]

[[package]]
name = "numpy"
version = "2.1.0"
source = { registry = "${PUBLIC_INDEX}" }

[[package]]
name = "pytest"
version = "8.0"
source = { git = "https://git.example/pytest?rev=main#0123456789abcdef0123456789abcdef01234567" }
`;
