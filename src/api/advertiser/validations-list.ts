export type {ValidationJob} from '../rows/validation.ts';
