/** What JSON can say. Objects are plain: read their members with `member`, which sees own ones only. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [name: string]: Json };
