export {
  type Dockerfile,
  dockerfileOf,
  dockerfilesIn,
  type From,
  type Instruction,
  instructionsOf,
} from './dockerfile.ts';
export { hasDigest, tagOf } from './image.ts';
