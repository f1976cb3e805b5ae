/**
 * What the generated church calls its things and says about them, in several languages and alphabets.
 */

type Words = readonly [string, ...Array<string>]

/** What groups are called. */
export const groups: Words = [
  "Young Families",
  "Men's Breakfast",
  "Women of the Word",
  "Alpha",
  "Grupo de jóvenes",
  "Bible & Bagels",
  "한국어 성경공부",
  "Seniors 65+",
  "College Life Group",
  "Grief Share",
  "Runners 🏃",
  "شباب الكنيسة",
  "Prayer Team",
  "Newcomers' Table",
  "Foster Care Support"
]

/** What gatherings are called. */
export const events: Words = [
  "Sunday Service",
  "Kids' Church",
  "Youth Night",
  "Wednesday Dinner",
  "Vacation Bible School",
  "Baptism Class",
  "Culto en español",
  "Christmas Eve ✨",
  "Easter Sunrise",
  "Staff Meeting",
  "Community Meal",
  "Worship Rehearsal",
  "Marriage Retreat",
  "Ostergottesdienst"
]

/** What songs are called; all are long out of copyright. */
export const songs: Words = [
  "Amazing Grace",
  "Be Thou My Vision",
  "Come Thou Fount",
  "Holy, Holy, Holy",
  "How Firm a Foundation",
  "It Is Well with My Soul",
  "Nearer, My God, to Thee",
  "Castillo fuerte",
  "Großer Gott, wir loben dich",
  "Crown Him with Many Crowns",
  "Blessed Assurance",
  "Silent Night",
  "O Come, O Come, Emmanuel",
  "Jesus Loves Me",
  "主の祈り"
]

/** Who wrote them. */
export const authors: Words = [
  "John Newton",
  "Fanny Crosby",
  "Isaac Watts",
  "Charles Wesley",
  "Public Domain",
  "Paul Gerhardt"
]

/** What funds are called. */
export const funds: Words = [
  "General",
  "Missions",
  "Building",
  "Benevolence",
  "Youth Camp",
  "Fondo de misiones",
  "Radio & Streaming",
  "Christmas Offering"
]

/** What rooms are called. */
export const rooms: Words = [
  "Nursery",
  "Toddlers",
  "Room 101",
  "Fellowship Hall",
  "Gym",
  "Chapel",
  "Preschool",
  "Elementary",
  "Middle School",
  "Sala 3",
  "Kitchen",
  "Youth Loft"
]

/** What teams are called. */
export const teams: Words = ["Band", "Vocals", "Tech", "Ushers", "Kids", "Hospitality", "Parking", "Prayer"]

/** What positions in a team are called. */
export const positions: Words = [
  "Acoustic Guitar",
  "Drums",
  "Bass",
  "Lead Vocal",
  "Keys",
  "Camera 1",
  "ProPresenter",
  "Sound",
  "Greeter",
  "Check-In Host"
]

/** Short words for labels, tags and categories. */
export const labels: Words = [
  "General",
  "Men",
  "Women",
  "Online",
  "Morning",
  "Evening",
  "Advent",
  "Español",
  "New",
  "Kids",
  "Outreach",
  "日本語",
  "Care",
  "Leaders"
]

/** Titles of whatever has a title. */
export const titles: Words = [
  "Welcome Home",
  "The Sermon on the Mount",
  "A Season of Waiting",
  "Grace upon Grace",
  "Romans, part 4",
  "Die Bergpredigt",
  "Oración",
  "Rooted",
  "Questions & Answers",
  "Fasten"
]

/** Sentences that notes and descriptions are put together from. */
export const sentences: Words = [
  "Met after the second service and would like a call.",
  "Prefers text messages.",
  "Asked about baptism; follow up in May.",
  "Prayed with the family at the hospital.",
  "Le gustaría servir con los niños.",
  "Bringt gern Kuchen mit – bitte vorher fragen.",
  'Moved from "North Campus" last year.',
  "Knows a lot about sound, cameras & lights.",
  "来週電話する予定です。",
  "Doors open at 8:30;\r\ncoffee is in the lobby.",
  "يفضل التواصل بعد الظهر.",
  "Please park behind the gym 🚗.",
  "See the binder <blue> on the shelf.",
  "Needs a ramp\tand a seat near the aisle."
]

/** Colours as the wire writes them. */
export const colors: Words = ["#FF6B35", "#2E86AB", "#A23B72", "#3B7A57", "#F6AE2D", "#5C6B73"]

/** Names of files. */
export const files: Words = [
  "chart.pdf",
  "Lyrics (final).docx",
  "übung.mp3",
  "slide-01.png",
  "budget 2024.xlsx",
  "令和.pdf"
]

/** Musical keys. */
export const keys: Words = ["C", "D", "E", "F", "G", "A", "Bb", "Eb", "F#"]
