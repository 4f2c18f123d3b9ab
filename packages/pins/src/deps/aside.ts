export { isAside } from '../repository/aside.ts';
