/**
 * What the generated people are called and where they live: ordinary names beside those that break careless code
 * (combining marks, other scripts, right to left, apostrophes, hyphens, particles, very short and very long).
 */

type Words = readonly [string, ...Array<string>]

/** First names for girls and women. */
export const womens: Words = [
  "Anna",
  "Maria",
  "Zoë",
  "Chloé",
  "Grace",
  "Abigail",
  "Ruth",
  "Naomi",
  "Esther",
  "Mary-Jane",
  "Siobhán",
  "Renée",
  "Beyza",
  "Ngọc",
  "美咲",
  "慧敏",
  "فاطمة",
  "מרים",
  "Олена",
  "Ελένη",
  "Ìyábọ̀",
  "Ana Lucía",
  "Jo",
  "Guðrún",
  "Zo\u0065\u0308",
  "Priya"
]

/** First names for boys and men. */
export const mens: Words = [
  "John",
  "José",
  "Peter",
  "Micah",
  "Ezra",
  "Caleb",
  "Łukasz",
  "Björn",
  "D'Angelo",
  "Jean-Luc",
  "Nguyên",
  "健太",
  "志明",
  "محمد",
  "דוד",
  "Дмитро",
  "Γιώργος",
  "Olúwaṣeun",
  "Juan Pablo",
  "Bo",
  "Søren",
  "Jose\u0301",
  "Arjun",
  "Thaddeus",
  "Æðelred"
]

/** Family names. */
export const families: Words = [
  "Smith",
  "Johnson",
  "Müller",
  "O'Brien",
  "Nuñez",
  "García Márquez",
  "van der Berg",
  "de la Cruz",
  "Nguyễn",
  "李",
  "田中",
  "الحسن",
  "כהן",
  "Шевченко",
  "Παπαδόπουλος",
  "Adébáyọ̀",
  "Smith-Jones",
  "MacDonald",
  "St. James",
  "Ng",
  "Kjærgaard",
  "Straße",
  "Featherstonehaugh-Wolverhampton-Cholmondeley",
  "Patel",
  "Kowalczyk",
  "Fernández",
  "Brown",
  "Davis",
  "Wilson",
  "Lee"
]

/** What friends say instead of the first name. */
export const nicknames: Words = ["Bobby", "Liz", "Chuck 🎸", "Abby", "Tío Pepe", "Mac", "Bee", "Jojo"]

/** Names of sites of one church, the main one first. */
export const campuses: Words = [
  "Downtown",
  "North Campus",
  "Eastside",
  "Español",
  "Riverside",
  "West Hills",
  "University",
  "Lakeview",
  "São João",
  "Online",
  "Southgate",
  "Harbour"
]

/** Cities with the state and the time zone they lie in. */
export const cities: readonly [City, ...Array<City>] = [
  { city: "Austin", state: "Texas", zip: "78701", zone: "America/Chicago" },
  { city: "Cañon City", state: "Colorado", zip: "81212", zone: "America/Denver" },
  { city: "Portland", state: "Oregon", zip: "97201", zone: "America/Los_Angeles" },
  { city: "Saint Paul", state: "Minnesota", zip: "55101", zone: "America/Chicago" },
  { city: "Charlotte", state: "North Carolina", zip: "28202", zone: "America/New_York" }
]

/** A city a campus may stand in. */
export interface City {
  readonly city: string
  readonly state: string
  readonly zip: string
  readonly zone: string
}

/** Sentences that medical notes are put together from. */
export const ailments: Words = [
  "Allergic to peanuts and tree nuts; carries an EpiPen.",
  "Asthma, inhaler in the blue bag.",
  "Lactose intolerant.",
  "Takes insulin before lunch – call a parent below 70 mg/dL.",
  "Ruhe nach Anfällen; Notfallplan liegt bei.",
  'No red dye #40.\r\nSee the form "Camp 2024".',
  "Ear tubes: no water in the ears\tplease."
]
