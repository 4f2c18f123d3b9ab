/** `e_machine` values that software is distributed for (gABI, "ELF Machine Types"). */
const MACHINES: ReadonlyMap<number, string> = new Map([
  [2, 'sparc'],
  [3, 'x86'],
  [4, 'm68k'],
  [8, 'mips'],
  [20, 'ppc'],
  [21, 'ppc64'],
  [22, 's390'],
  [40, 'arm'],
  [42, 'sh'],
  [43, 'sparcv9'],
  [50, 'ia64'],
  [62, 'x86-64'],
  [183, 'aarch64'],
  [190, 'cuda'],
  [224, 'amdgpu'],
  [243, 'riscv'],
  [247, 'bpf'],
  [258, 'loongarch'],
]);

/** The name of an `e_machine`, or `machine-<n>`. */
export const elfMachine = (machine: number): string => MACHINES.get(machine) ?? `machine-${machine}`;
