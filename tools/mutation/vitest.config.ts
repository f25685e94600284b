import {defineConfig} from 'vitest/config';
import project from '../../vitest.config.ts';

/* The fast tests of the mutated folders, and those of the callers that use them. */
const include = [
	'test/client/{body-forms,mistakes,stream-ends,stream-foreign}.test.ts',
	'test/request/**/*.test.ts',
	'test/{errors,response,result}/**/*.test.ts',
	'test/pipeline/retry/*[a-z].test.ts',
];

export default defineConfig({
	...project,
	test: {
		...project.test,
		include,
		exclude: ['test/pipeline/**/*.property.test.ts'],
		typecheck: {enabled: false},
		/* Each change has a run of its own, so that its modules are new; within a run, the files share them. */
		isolate: false,
	},
});
