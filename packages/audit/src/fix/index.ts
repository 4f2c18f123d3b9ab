export { FIX_BUDGET, type FixBudget } from './budget.ts';
export type { FixEnvironments, FixInput } from './input.ts';
export { type FixBench, planFixes } from './plan.ts';
export type { Blocked, Blocker, FixOption, FixPlan, FixWay, InputPlan, Move } from './types.ts';
