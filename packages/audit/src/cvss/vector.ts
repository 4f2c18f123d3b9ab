/** A vector that names every base metric of its version once, with values that exist. Only such a one is scored. */
export type CvssVersion = '2.0' | '3.0' | '3.1' | '4.0';
export type ValidVector = {
  readonly version: CvssVersion;
  readonly vector: string;
  /** The base metrics alone, in the standard's order: what is scored. */
  readonly base: string;
};

type Metrics = readonly (readonly [name: string, values: string])[];

const parse = (text: string): Metrics =>
  text.split(' ').map((metric) => {
    const at = metric.indexOf(':');
    return [metric.slice(0, at), metric.slice(at + 1)] as const;
  });

/** CVSS 2.0, 2.4: base, then temporal and environmental metrics. */
const V2_BASE = parse('AV:L,A,N AC:H,M,L Au:M,S,N C:N,P,C I:N,P,C A:N,P,C');
const V2_OTHER = parse(
  'E:U,POC,F,H,ND RL:OF,TF,W,U,ND RC:UC,UR,C,ND CDP:N,L,LM,MH,H,ND TD:N,L,M,H,ND CR:L,M,H,ND IR:L,M,H,ND AR:L,M,H,ND',
);
/** CVSS 3.1, 6 (3.0 has the same letters). */
const V3_BASE = parse('AV:N,A,L,P AC:L,H PR:N,L,H UI:N,R S:U,C C:H,L,N I:H,L,N A:H,L,N');
const V3_OTHER = parse(
  'E:X,H,F,P,U RL:X,U,W,T,O RC:X,C,R,U CR:X,H,M,L IR:X,H,M,L AR:X,H,M,L MAV:X,N,A,L,P MAC:X,L,H MPR:X,N,L,H MUI:X,N,R MS:X,U,C MC:X,N,L,H MI:X,N,L,H MA:X,N,L,H',
);
/** CVSS 4.0, 7: the order is part of the standard. */
const V4_BASE = parse(
  'AV:N,A,L,P AC:L,H AT:N,P PR:N,L,H UI:N,P,A VC:H,L,N VI:H,L,N VA:H,L,N SC:H,L,N SI:H,L,N SA:H,L,N',
);
const V4_OTHER = parse(
  'E:X,A,P,U CR:X,H,M,L IR:X,H,M,L AR:X,H,M,L MAV:X,N,A,L,P MAC:X,L,H MAT:X,N,P MPR:X,N,L,H MUI:X,N,P,A MVC:X,H,L,N MVI:X,H,L,N MVA:X,H,L,N MSC:X,H,L,N MSI:X,S,H,L,N MSA:X,S,H,L,N S:X,N,P AU:X,N,Y R:X,A,U,I V:X,D,C RE:X,L,M,H U:X,Clear,Green,Amber,Red',
);

type Grammar = {
  readonly version: CvssVersion;
  readonly prefix: string;
  readonly ordered: boolean;
  readonly base: Metrics;
  readonly allowed: ReadonlyMap<string, readonly string[]>;
};

const grammar = (
  version: CvssVersion,
  prefix: string,
  base: Metrics,
  other: Metrics,
  ordered = false,
): Grammar => ({
  version,
  prefix,
  ordered,
  base,
  allowed: new Map([...base, ...other].map(([name, values]) => [name, values.split(',')])),
});

const GRAMMARS: readonly Grammar[] = [
  grammar('4.0', 'CVSS:4.0/', V4_BASE, V4_OTHER, true),
  grammar('3.1', 'CVSS:3.1/', V3_BASE, V3_OTHER),
  grammar('3.0', 'CVSS:3.0/', V3_BASE, V3_OTHER),
];
const V2 = grammar('2.0', '', V2_BASE, V2_OTHER);

/** Longer than a vector of any version with every metric. */
const LONGEST = 400;

/** Reads a CVSS vector of any version to the letter of its standard. Undefined where it is not one, or is incomplete. */
export const parseVector = (text: string): ValidVector | undefined => {
  if (text.length > LONGEST) return undefined;
  const rules = GRAMMARS.find(({ prefix }) => text.startsWith(prefix)) ?? V2;
  const named = new Map<string, string>();
  const order = [...rules.allowed.keys()];
  let last = -1;
  for (const metric of text.slice(rules.prefix.length).split('/')) {
    const at = metric.indexOf(':');
    const name = metric.slice(0, at);
    const value = metric.slice(at + 1);
    if (at < 1 || named.has(name) || rules.allowed.get(name)?.includes(value) !== true) return undefined;
    const place = order.indexOf(name);
    if (rules.ordered && place < last) return undefined;
    last = place;
    named.set(name, value);
  }
  if (!rules.base.every(([name]) => named.has(name))) return undefined;
  const base = rules.base.map(([name]) => `${name}:${named.get(name) ?? ''}`).join('/');
  return { version: rules.version, vector: text, base: `${rules.prefix}${base}` };
};
