/** What is needed of the advisory store once there is one: a module of its own, so that others do not load it. */
export { assessor, databaseFact, openStore } from '@custody/audit';
