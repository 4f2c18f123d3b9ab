/** What the `sdist/…` rules judge. */
export type SdistView = {
  readonly file: string;
  readonly name: string;
  readonly size: number;
};
