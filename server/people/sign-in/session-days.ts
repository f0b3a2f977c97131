/** A session that nobody uses ends after this many days; each use begins them anew. */
export const sessionDays = 30
