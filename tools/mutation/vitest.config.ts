import {defineConfig} from 'vitest/config';
import project from '../../vitest.config.ts';

/* The unit tests of the folders that are mutated: those that need no socket and little time. */
const include = [
	'test/{errors,response,result}/**/*.test.ts',
	'test/pipeline/retry/*[a-z].test.ts',
];

export default defineConfig({
	...project,
	test: {
		...project.test,
		include,
		exclude: ['**/*.property.test.ts'],
		typecheck: {enabled: false},
	},
});
