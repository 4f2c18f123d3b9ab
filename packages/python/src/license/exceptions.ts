/** The identifiers of the SPDX License Exceptions, list version 3.27.0 (with those that earlier versions had). */
const IDS = `
  389-exception Asterisk-exception Asterisk-linking-protocols-exception Autoconf-exception-2.0
  Autoconf-exception-3.0 Autoconf-exception-generic Autoconf-exception-generic-3.0 Autoconf-exception-macro
  Bison-exception-1.24 Bison-exception-2.2 Bootloader-exception CGAL-linking-exception CLISP-exception-2.0
  Classpath-exception-2.0 DigiRule-FOSS-exception Digia-Qt-LGPL-exception-1.1 FLTK-exception
  Fawkes-Runtime-exception Font-exception-2.0 GCC-exception-2.0 GCC-exception-2.0-note GCC-exception-3.1
  GNAT-exception GNOME-examples-exception GNU-compiler-exception GPL-3.0-389-ds-base-exception
  GPL-3.0-interface-exception GPL-3.0-linking-exception GPL-3.0-linking-source-exception GPL-CC-1.0
  GStreamer-exception-2005 GStreamer-exception-2008 Gmsh-exception Independent-modules-exception
  KiCad-libraries-exception LGPL-3.0-linking-exception LLGPL LLVM-exception LZMA-exception Libtool-exception
  Linux-syscall-note Nokia-Qt-exception-1.1 OCCT-exception-1.0 OCaml-LGPL-linking-exception
  OpenJDK-assembly-exception-1.0 PCRE2-exception PS-or-PDF-font-exception-20170817
  QPL-1.0-INRIA-2004-exception Qt-GPL-exception-1.0 Qt-LGPL-exception-1.1 Qwt-exception-1.0
  RRDtool-FLOSS-exception-2.0 SANE-exception SHL-2.0 SHL-2.1 SWI-exception Swift-exception Texinfo-exception
  UBDL-exception Universal-FOSS-exception-1.0 WxWindows-exception-3.1 cryptsetup-OpenSSL-exception
  eCos-exception-2.0 erlang-otp-linking-exception fmt-exception freertos-exception-2.0
  gnu-javamail-exception harbour-exception i2p-gpl-java-exception libpri-OpenH323-exception mif-exception
  mxml-exception openvpn-openssl-exception polyparse-exception romic-exception stunnel-exception
  u-boot-exception-2.0 vsftpd-openssl-exception x11vnc-openssl-exception
`;

let table: ReadonlyMap<string, string> | undefined;

/** Each exception's identifier by its lower-case form: SPDX compares them without case (Annex B.2). Built when first asked for. */
export const knownExceptions = (): ReadonlyMap<string, string> =>
  (table ??= new Map(
    IDS.trim()
      .split(/\s+/)
      .map((id) => [id.toLowerCase(), id]),
  ));
