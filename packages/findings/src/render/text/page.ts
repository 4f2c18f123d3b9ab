import { wrap } from '../../text/wrap.ts';
import { type Style, type TextStyle, plain } from './style.ts';

export type TextOptions = {
  /** Colours; none where absent. */
  readonly style?: Style;
  /** Columns to wrap at; 100 where absent, never fewer than 40. */
  readonly width?: number;
  /** The verdict alone. */
  readonly quiet?: boolean;
  /** Also explain what is only `info`, and name per subject what needs an index; otherwise these are told in one line each. */
  readonly verbose?: boolean;
};

/** What the parts of the text renderer share: colour, width, and how to write a paragraph. */
export type Page = {
  readonly style: Style;
  readonly verbose: boolean;
  /**
   * Lines of prose: the first after `lead`, the others indented as far as `lead` is wide. `lead` may be coloured by
   * giving `leadWidth`, the columns that it takes.
   */
  readonly prose: (lead: string, text: string, style?: TextStyle, leadWidth?: number) => readonly string[];
};

/** Makes a page for the options. */
export const pageOf = ({ style = plain, width = 100, verbose = false }: TextOptions): Page => ({
  style,
  verbose,
  prose: (lead, text, of, leadWidth = lead.length) => {
    const indent = ' '.repeat(leadWidth);
    return wrap(text, Math.max(40, width) - leadWidth).map((line, index) => {
      // A build log takes a line that starts with "::", however far indented, for a command to obey.
      const calm = line.replace(/^::/, '\\x3a:');
      return `${index === 0 ? lead : indent}${of === undefined ? calm : style(of, calm)}`;
    });
  },
});
