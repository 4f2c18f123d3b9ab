export { type Rating, rate, severityOfScore, worstRating } from './rate.ts';
