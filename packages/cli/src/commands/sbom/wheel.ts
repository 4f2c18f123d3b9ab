import { basename } from 'node:path';
import { sanitize } from '@custody/findings';
import { digestOf, openSource } from '@custody/host';
import { versionText } from '@custody/python';
import { type ExpectedSubject, inspectWheelContents, type WheelContents } from '@custody/sbom';
import type { CustodyContext } from '../../context.ts';
import { CommandError, EXIT } from '../../exit.ts';

export type OpenedWheel = {
  readonly contents: WheelContents;
  /** The file name without directories. */
  readonly fileName: string;
  /** Who the file name says it is; absent where it says nothing that can be read. */
  readonly subject?: ExpectedSubject;
  /** Bytes, and their SHA-256 in lower-case hex. */
  readonly size: number;
  readonly sha256: string;
};

/** Looks through a wheel once, hands over what was seen, and proves afterwards that it was one file all along. */
export const withWheel = async <Result>(
  context: CustodyContext,
  path: string,
  options: { readonly quiet: boolean; readonly evidence?: boolean },
  use: (wheel: OpenedWheel) => Result | Promise<Result>,
): Promise<Result> => {
  const fileName = basename(path);
  if (!fileName.endsWith('.whl')) throw new CommandError(`${path} is no wheel (.whl)`);
  const source = openSource(path);
  const progress = context.progress(options.quiet);
  const interrupts = context.interrupts();
  try {
    progress.begin(source.size, `reading ${fileName}`);
    const { evidence = false } = options;
    const sha256 = digestOf(source);
    const contents = await inspectWheelContents(source, fileName, { evidence, signal: interrupts.signal });
    source.assertUnchanged();
    progress.end();
    const { filename, zip } = contents.inspection;
    if (!zip.readable)
      throw new CommandError(
        `${path} cannot be read: ${sanitize(zip.problems[0]?.message ?? 'it is no ZIP archive')} See custody check ${path}`,
        EXIT.findings,
      );
    const subject =
      filename.kind === 'ok'
        ? { name: filename.name, version: versionText(filename.version), fileName }
        : undefined;
    return await use({
      contents,
      fileName,
      size: source.size,
      sha256,
      ...(subject === undefined ? {} : { subject }),
    });
  } finally {
    progress.end();
    interrupts.dispose();
    source.close();
  }
};
