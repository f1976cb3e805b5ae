/** What every request of ours says of itself, where nobody told another name: firewalls refuse requests without one. */
export const userAgent = "openfaith"
