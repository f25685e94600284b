import {defineConfig} from 'vitest/config';
import project from '../../vitest.config.ts';

/* The fast unit tests of the mutated folders, which need no socket. */
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
