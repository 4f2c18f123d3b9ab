declare const normalized: unique symbol;

/** A project's or extra's name in the form in which two names are compared: lower case, runs of `-`, `_`, `.` as one `-`. */
export type NormalizedName = string & { readonly [normalized]: true };
