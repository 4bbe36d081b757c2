/** A line of releases of a public image that gets no security updates any more. */
export interface EndOfLifeImage {
  /** The repository with its registry: `docker.io/library/debian`. */
  readonly repository: string;
  /** What the tags of the line look like; absent where the whole repository is meant. */
  readonly tags?: RegExp;
  readonly name: string;
  /** The day of the last free update, `YYYY-MM-DD`. */
  readonly since: string;
}

const library = (name: string) => `docker.io/library/${name}`;

/** Code names and numbers of a release as tags write them: `buster`, `10`, `10.13-slim`, `buster-20230109`. */
const line = (...starts: readonly string[]) => new RegExp(`^(?:${starts.join("|")})(?![\\w])`);

/** A version at the end of a language image's tag: `3.9-slim-buster`, `20-alpine3.17`. */
const ending = (...ends: readonly string[]) => new RegExp(`(?:^|-)(?:${ends.join("|")})(?:-\\d{8})?$`);

/** Names of Debian, Ubuntu and Alpine releases that ended, as language images carry them in their tags. */
const OLD_BASES = ending("jessie", "stretch", "buster", "xenial", "bionic", "alpine3\\.(?:\\d|1\\d|2[01])");

/**
 * Images whose line had ended by November 2026. Sources: the release calendars of the projects, as collected by
 * endoflife.date; for Debian the end of LTS, for Ubuntu the end of standard support.
 */
export const END_OF_LIFE_IMAGES: readonly EndOfLifeImage[] = [
  { repository: library("debian"), tags: line("wheezy", "7"), name: "Debian 7", since: "2018-05-31" },
  { repository: library("debian"), tags: line("jessie", "8"), name: "Debian 8", since: "2020-06-30" },
  { repository: library("debian"), tags: line("stretch", "9"), name: "Debian 9", since: "2022-06-30" },
  { repository: library("debian"), tags: line("buster", "10"), name: "Debian 10", since: "2024-06-30" },
  { repository: library("debian"), tags: line("bullseye", "11"), name: "Debian 11", since: "2026-08-31" },
  {
    repository: library("ubuntu"),
    tags: line("trusty", "14\\.04"),
    name: "Ubuntu 14.04",
    since: "2019-04-25",
  },
  {
    repository: library("ubuntu"),
    tags: line("xenial", "16\\.04"),
    name: "Ubuntu 16.04",
    since: "2021-04-30",
  },
  {
    repository: library("ubuntu"),
    tags: line("bionic", "18\\.04"),
    name: "Ubuntu 18.04",
    since: "2023-05-31",
  },
  {
    repository: library("ubuntu"),
    tags: line("focal", "20\\.04"),
    name: "Ubuntu 20.04",
    since: "2025-05-31",
  },
  {
    repository: library("ubuntu"),
    tags: line(
      "(?:1[0-9]|2[0-3])\\.10",
      "(?:1[0-9]|2[0-3])\\.04(?<!14\\.04|16\\.04|18\\.04|20\\.04|22\\.04)",
      "24\\.10",
      "25\\.(?:04|10)",
    ),
    name: "This interim release of Ubuntu",
    since: "2026-07-09",
  },
  { repository: library("centos"), name: "CentOS Linux", since: "2024-06-30" },
  {
    repository: "quay.io/centos/centos",
    tags: line("stream8", "centos[678]"),
    name: "CentOS Stream 8",
    since: "2024-05-31",
  },
  {
    repository: library("alpine"),
    tags: line("2\\.\\d", "3\\.\\d"),
    name: "This release of Alpine",
    since: "2020-11-01",
  },
  {
    repository: library("alpine"),
    tags: line("3\\.1[0-8]"),
    name: "This release of Alpine",
    since: "2025-05-09",
  },
  { repository: library("alpine"), tags: line("3\\.19"), name: "Alpine 3.19", since: "2025-11-01" },
  { repository: library("alpine"), tags: line("3\\.20"), name: "Alpine 3.20", since: "2026-04-01" },
  { repository: library("alpine"), tags: line("3\\.21"), name: "Alpine 3.21", since: "2026-11-01" },
  {
    repository: library("fedora"),
    tags: line("[12]\\d", "3\\d", "4[0-2]"),
    name: "This release of Fedora",
    since: "2026-05-13",
  },
  {
    repository: library("amazonlinux"),
    tags: line("1", "201[78]\\.\\d+"),
    name: "Amazon Linux 1",
    since: "2023-12-31",
  },
  { repository: library("amazonlinux"), tags: line("2(?!\\d)"), name: "Amazon Linux 2", since: "2026-06-30" },
  {
    repository: library("python"),
    tags: line("2", "3\\.[0-9]"),
    name: "This release of Python",
    since: "2025-10-31",
  },
  { repository: library("python"), tags: line("3\\.10"), name: "Python 3.10", since: "2026-10-31" },
  {
    repository: library("node"),
    tags: line("\\d", "1\\d", "2[0135]"),
    name: "This release of Node.js",
    since: "2026-06-01",
  },
  {
    repository: library("php"),
    tags: line("[4-7]", "8\\.[01]"),
    name: "This release of PHP",
    since: "2025-12-31",
  },
  {
    repository: library("ruby"),
    tags: line("[12]", "3\\.[0-2]"),
    name: "This release of Ruby",
    since: "2026-03-31",
  },
  {
    repository: library("golang"),
    tags: line("1\\.\\d", "1\\.1\\d", "1\\.2[0-4]"),
    name: "This release of Go",
    since: "2026-02-28",
  },
  { repository: library("openjdk"), name: "The image openjdk", since: "2022-07-01" },
  { repository: library("java"), name: "The image java", since: "2016-12-31" },
  {
    repository: library("postgres"),
    tags: line("[89]", "1[0-4]"),
    name: "This release of PostgreSQL",
    since: "2026-11-12",
  },
  {
    repository: library("mysql"),
    tags: line("5", "8\\.0"),
    name: "This release of MySQL",
    since: "2026-04-30",
  },
  {
    repository: library("mongo"),
    tags: line("[2-5]", "6\\.0"),
    name: "This release of MongoDB",
    since: "2025-07-31",
  },
  {
    repository: library("redis"),
    tags: line("[2-5]", "6\\.0", "7\\.0"),
    name: "This release of Redis",
    since: "2024-07-31",
  },
  {
    repository: library("elasticsearch"),
    tags: line("[1-7]"),
    name: "This release of Elasticsearch",
    since: "2026-01-15",
  },
  {
    repository: library("nginx"),
    tags: line("0", "1\\.\\d", "1\\.[12]\\d"),
    name: "This release of nginx",
    since: "2026-04-01",
  },
  {
    repository: "mcr.microsoft.com/dotnet/aspnet",
    tags: line("[3567]\\.\\d", "9\\.0", "8\\.0"),
    name: "This release of .NET",
    since: "2026-11-10",
  },
  {
    repository: "mcr.microsoft.com/dotnet/runtime",
    tags: line("[3567]\\.\\d", "9\\.0", "8\\.0"),
    name: "This release of .NET",
    since: "2026-11-10",
  },
];

/** Whole accounts that publish no updates any more, with a slash at the end. */
export const END_OF_LIFE_ACCOUNTS: readonly Pick<EndOfLifeImage, "repository" | "name" | "since">[] = [
  { repository: "docker.io/bitnamilegacy/", name: "The archive bitnamilegacy", since: "2025-08-28" },
];

/** Language images on a base that ended, recognised by the end of the tag. */
export const END_OF_LIFE_BASES: Pick<EndOfLifeImage, "name"> & { readonly tags: RegExp } = {
  name: "The base that the tag names",
  tags: OLD_BASES,
};
