export { asideOf } from '../../repository/aside.ts';
