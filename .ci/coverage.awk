# Line coverage of a folder from Cobertura files: awk -v folder=Authentication/ -v least=95 -f coverage.awk FILE...
# A line that belongs to several classes (lambdas, state machines) counts once and is covered where any of them was hit.
{
    text = text $0 "\n"
}
END {
    n = split(text, parts, "<")
    for (i = 1; i <= n; i++) {
        part = parts[i]
        if (part ~ /^class /) {
            match(part, /filename="[^"]*"/)
            file = substr(part, RSTART + 10, RLENGTH - 11)
            counts = index(file, folder) > 0 && file !~ /\.g\.cs$/
        } else if (counts && part ~ /^line /) {
            match(part, /number="[0-9]+"/); number = substr(part, RSTART + 8, RLENGTH - 9)
            match(part, /hits="[0-9]+"/); hits = substr(part, RSTART + 6, RLENGTH - 7)
            key = file ":" number
            if (!(key in best) || hits + 0 > best[key]) { best[key] = hits + 0 }
        }
    }
    for (key in best) {
        lines++
        if (best[key] > 0) { covered++ } else { print "not covered: " key | "sort -t: -k2,2 -k3,3n" }
    }
    close("sort -t: -k2,2 -k3,3n")
    if (lines == 0) { print "no lines of " folder " in the report"; exit 1 }
    percent = 100 * covered / lines
    printf "line coverage of %s: %.1f %% (%d of %d lines, at least %d %%)\n", folder, percent, covered, lines, least
    exit percent < least
}
