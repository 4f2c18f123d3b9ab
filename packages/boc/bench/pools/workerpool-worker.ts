/** The same tasks, as workerpool wants them: registered by the worker. */
import workerpool from 'workerpool';
import { hash, nothing } from './tasks.ts';

workerpool.worker({ nothing, hash });
