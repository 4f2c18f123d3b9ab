export { checkoutRepository, type CheckoutOptions } from './checkout.ts';
export { memoryRepository } from './memory.ts';
export type { ActionAdvice, ActionFlaw, Outside } from './outside.ts';
export { sourceFile, type SourceFile } from './source.ts';
export type { FileReading, Repository } from './types.ts';
export { repositoryView, type RepositoryView } from './view.ts';
