export { applyFixes, type ApplyOptions } from './apply.ts';
export { FIX_BUDGET, type FixBudget } from './budget.ts';
export type { FixEnvironments, FixInput } from './input.ts';
export { type FixBench, planFixes } from './plan.ts';
export { type PrepareBench, type PreparedFile, type PreparedInput, prepareFixes } from './prepare.ts';
export type { Blocked, Blocker, FixOption, FixPlan, FixWay, InputPlan, Move } from './types.ts';
