/**
 * Collects the secrets of one call, so that its result shows none of them. The stages of the pipeline hand it on
 * with the request. It keeps them in a closure: logging a request shows none.
 */
export type CallSecrets = {
	readonly add: (secret: string) => void;
	readonly list: () => readonly string[];
};

/** Creates the collection of one call. */
export const collectSecrets = (): CallSecrets => {
	let secrets: readonly string[] = none;
	return {
		add: (secret) => {
			if (!secrets.includes(secret)) secrets = [...secrets, secret];
		},
		list: () => secrets,
	};
};

const none: readonly string[] = [];
