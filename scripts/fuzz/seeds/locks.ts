const HASH = `sha256:${'ab'.repeat(32)}`;

/** One lock of each format that is read, with its file's name, which tells the format. */
export const LOCKS = [
  {
    name: 'requirements.txt',
    text: `# pinned\n--index-url https://user:secret@index.example/simple\nattrs==25.3.0 ; python_version >= "3.9" \\\n    --hash=${HASH} \\\n    --hash=sha512:${'cd'.repeat(64)}\nidna @ https://files.example/idna-3.10-py3-none-any.whl#sha256=${'ef'.repeat(32)}\n-e git+https://git.example/x.git@abc#egg=x\n-r other.txt\nrequests[socks]>=2\n`,
  },
  {
    name: 'pylock.toml',
    text: `lock-version = "1.0"\ncreated-by = "test"\nrequires-python = ">=3.9"\nenvironments = ["sys_platform == 'linux'"]\n\n[[packages]]\nname = "attrs"\nversion = "25.3.0"\nmarker = "python_version > '3'"\ndependencies = [{ name = "idna" }]\nwheels = [{ name = "attrs-25.3.0-py3-none-any.whl", url = "https://files.example/a.whl", size = 12, hashes = { sha256 = "${'ab'.repeat(32)}" } }]\n\n[[packages]]\nname = "idna"\nversion = "3.10"\n[packages.sdist]\nname = "idna-3.10.tar.gz"\nhashes = { sha256 = "${'cd'.repeat(32)}" }\n\n[[packages]]\nname = "x"\n[packages.vcs]\ntype = "git"\nurl = "https://git.example/x"\ncommit-id = "abc"\n`,
  },
  {
    name: 'uv.lock',
    text: `version = 1\nrevision = 3\nrequires-python = ">=3.12"\n\n[[package]]\nname = "attrs"\nversion = "25.3.0"\nsource = { registry = "https://index.example/simple" }\nsdist = { url = "https://files.example/attrs.tar.gz", hash = "${HASH}", size = 1 }\nwheels = [\n  { url = "https://files.example/attrs.whl", hash = "${HASH}", size = 2 },\n]\n\n[[package]]\nname = "app"\nversion = "0.1.0"\nsource = { virtual = "." }\ndependencies = [{ name = "attrs", marker = "sys_platform == 'linux'" }]\n`,
  },
  {
    name: 'poetry.lock',
    text: `[[package]]\nname = "attrs"\nversion = "25.3.0"\ndescription = "Classes"\noptional = false\npython-versions = ">=3.8"\ngroups = ["main"]\nfiles = [\n    {file = "attrs-25.3.0-py3-none-any.whl", hash = "${HASH}"},\n]\n\n[package.dependencies]\nidna = { version = ">=3", markers = "python_version > '3'" }\n\n[[package]]\nname = "idna"\nversion = "3.10"\nfiles = []\n\n[metadata]\nlock-version = "2.1"\npython-versions = "^3.12"\ncontent-hash = "${'ab'.repeat(32)}"\n`,
  },
] as const;
