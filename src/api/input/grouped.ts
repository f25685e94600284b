/**
 * Writes a whole number with commas between thousands. Not by `toLocaleString`: its first use loads the data of all
 * locales, which takes longer than the rest of the import, and declarations write their limits when they are loaded.
 */
export const grouped = (count: number): string => String(count).replaceAll(/\B(?=(\d{3})+$)/g, ',');
