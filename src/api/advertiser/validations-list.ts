import {endpoint, type NoParams} from '../endpoint.ts';
import {list} from '../read/roots.ts';
import {listOf} from '../read/shape.ts';
import {validationJobShape} from '../rows/validation-shape.ts';
import type {ValidationJob} from '../rows/validation.ts';

/** Lists the jobs of an advertiser. */
export const validationsList = endpoint<NoParams, ValidationJob[]>()({
	name: 'advertiser.validations.list',
	summary: 'Lists the jobs that validate transactions.',
	method: 'GET',
	path: '/advertisers/{advertiserId}/transactions/jobs',
	kinds: ['ok', 'cache-hit'],
	params: {},
	read: list(),
	shape: listOf(validationJobShape),
	source: 'https://help.awin.com/apidocs/check-the-status-of-the-validation-batch-job.md',
	certainty: 'documented',
});
