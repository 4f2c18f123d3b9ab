import { expect, test } from 'vitest';
import { withoutCredentials } from './redact.ts';

test.each([
  ['https://user:pass@host.example/a?t=1#f', 'https://host.example/a?t=1#f', 'https://host.example/a'],
  ['git+ssh://git@host.example/a@main', 'git+ssh://host.example/a@main', 'git+ssh://host.example/a@main'],
  ['https://a@b@host.example', 'https://host.example', 'https://host.example'],
  ['plain text', 'plain text', 'plain text'],
])('%s loses its credentials', (url, kept, bare) => {
  expect([withoutCredentials(url), withoutCredentials(url, true)]).toEqual([kept, bare]);
});
