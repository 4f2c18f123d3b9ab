import type { Rule } from '@custody/findings';
import { indexScopesIn } from '../../indexes/scopes.ts';
import { isLocalHost } from '../../indexes/url.ts';
import { type PinRule, placeAt, quoted } from '../rule.ts';
import { shownUrl } from '../deps/shown.ts';

const rule: Rule = {
  id: 'index/trusted-host',
  title: 'Certificates of indexes are checked',
  severity: 'medium',
  confidence: 'high',
  sources: ['custody'],
  why: 'A trusted host is one whose certificate is not looked at: anyone on the way can answer in its place.',
  todo: 'Give the index a certificate that can be checked, or name the authority that signed it (`PIP_CERT`, `SSL_CERT_FILE`).',
};

/** Hosts whose certificates are not checked: `--trusted-host`, `allow-insecure-host`, `verify_ssl = false`. */
export const trustedHost: PinRule = {
  rule,
  *judge(view) {
    const seen = new Set<string>();
    for (const { trusted } of view.once(indexScopesIn))
      for (const { host, file, range } of trusted) {
        const key = `${file.path}:${range.start}:${host}`;
        if (seen.has(key) || host === '' || isLocalHost(host.includes('://') ? host : `https://${host}`))
          continue;
        seen.add(key);
        yield {
          kind: 'found',
          at: placeAt(file, range),
          message: `The certificate of ${quoted(shownUrl(host))} is not checked.`,
          ...(/^(?:https:\/\/)?(?:pypi\.org|files\.pythonhosted\.org|pypi\.python\.org)\b/.test(host) && {
            severity: 'high' as const,
          }),
          key: shownUrl(host),
        };
      }
  },
};
