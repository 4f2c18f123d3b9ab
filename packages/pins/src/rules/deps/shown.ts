import { withoutCredentials } from '@custody/python';
import type { Install } from '../../installs/types.ts';

/** An address for a message: what is secret in it left out, what is only known when it runs as written. */
export const shownUrl = (url: string): string => withoutCredentials(url, true).slice(0, 200);

/** A command for a message, as it stands there; where it has several lines, or could hold a secret, what it names alone. */
export const shownInstall = (install: Install): string => {
  const { file, range, origin } = install;
  const text = Buffer.from(file.bytes.subarray(range.start, range.end)).toString();
  const plain =
    origin.kind !== 'config' && !/[\r\n]|:\/\/|[Tt]oken|[Pp]assw|[Ss]ecret/.test(text) && text.length <= 160;
  return plain ? text : installKey(install);
};

/** What tells an install from others: the tool, its verb, and what it names; options that say where from are left out. */
export const installKey = ({ command, specs }: Install): string =>
  [
    command,
    ...specs.flatMap((spec) =>
      spec.kind === 'file'
        ? spec.of === 'requirements'
          ? [`-r ${spec.text}`]
          : []
        : [
            spec.kind === 'local' && spec.editable
              ? `-e ${spec.text}`
              : spec.kind === 'address'
                ? shownUrl(spec.text)
                : spec.text,
          ],
    ),
  ].join(' ');
