/* Runs the smoke steps in a worker, for workerd. The URL of the server comes as the body of the request. */
import * as sdk from '../../dist/src/index.js';
import {smoke} from './smoke.mjs';

export default {
	async fetch(request) {
		return Response.json(await smoke(sdk, await request.text()));
	},
};
