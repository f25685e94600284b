import {defineConfig} from 'vitest/config';
import project from '../../vitest.config.ts';

/* The blocks of the documentation that import packages of this folder. */
export default defineConfig({
	...project,
	test: {
		...project.test,
		include: ['tools/recipes/*.test.ts'],
		typecheck: {enabled: false},
	},
});
