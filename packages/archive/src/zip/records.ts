// Signatures and fixed sizes of the records of APPNOTE 6.3.10, section 4.3.

export const LOCAL_HEADER = 0x04034b50;
export const LOCAL_HEADER_SIZE = 30;

export const DATA_DESCRIPTOR = 0x08074b50;

export const DIRECTORY_RECORD = 0x02014b50;
export const DIRECTORY_RECORD_SIZE = 46;

export const END_RECORD = 0x06054b50;
export const END_RECORD_SIZE = 22;

export const END64_RECORD = 0x06064b50;
export const END64_RECORD_SIZE = 56;

export const END64_LOCATOR = 0x07064b50;
export const END64_LOCATOR_SIZE = 20;

/** "Look into the ZIP64 field instead" (4.4.1.4). */
export const U32_SENTINEL = 0xffffffff;
export const U16_SENTINEL = 0xffff;

/** Ids of extra fields. */
export const EXTRA_ZIP64 = 0x0001;
export const EXTRA_UNICODE_PATH = 0x7075;

/** Bits of the general purpose flag (4.4.4). */
export const FLAG_ENCRYPTED = 1 << 0;
export const FLAG_DATA_DESCRIPTOR = 1 << 3;
export const FLAG_PATCH = 1 << 5;
export const FLAG_STRONG_ENCRYPTION = 1 << 6;
export const FLAG_UTF8 = 1 << 11;
export const FLAG_MASKED_HEADERS = 1 << 13;

export const METHOD_STORED = 0;
export const METHOD_DEFLATED = 8;
export const METHOD_AES = 99;
