/**
 * Projects of their own whose names are one slip away from a well-known one: found by holding the built-in list against
 * the 15,000 most downloaded names of June 2026 and what public projects require, and looked at one by one.
 */
export const LOOKALIKES: readonly string[] = `
  antropy aresponses astrapy behavex bpython cronitor cssselect2 ctransformers cwcwidth daal datazets dbt-score
  distribute django-filer djongo docker-py dweepy dydantic efinance fabric2 fabric3 faiss-gpu fastai
  google-cloud-filestore grapheme grequests gsutil identity ipytest isolate itables jaxlie jsonpath markdown2
  mkdocstrings-python mocker ncclient ngboost openapi openmim openml pacparser parse parsl pbspark persistent
  pkginfo2 polib property-cached py-bcrypt py-redis pyaml pygam pyinvoke pyjdbc pylink pymantic pymssql pymupdfb
  pyshark pysma pytest-csv python-backoff python-ffmpeg python3-ldap pytzdata retworkx schedula scheduler scrypt
  spython sqlglotc tensorboardx tensorflow-gpu toronado tryton unicorn uri-template willow
`
  .trim()
  .split(/\s+/);
