#!/usr/bin/perl
# workbook_cells.pl FILE.fods FOLDER - every cell of every table, as LibreOffice
# has it of the workbook, is what the table's CSV file in FOLDER says.
#
# Numbers are numbers of the same value, whole dates from March 1900 on are
# dates, all else are texts, to the letter; no cell has a formula; no row is
# missing and none too many. Prints how many tables and cells were compared.
use strict;
use warnings;
use JSON::PP;

binmode STDOUT, ':utf8';
binmode STDERR, ':utf8';
my ($file, $folder) = @ARGV;
my $package = decode_json(slurp("$folder/datapackage.json"));
my %sheets = read_sheets($file);
my ($cells, @faults) = (0);

compare_table($_) for @{$package->{resources}};
print STDERR "$_\n" for @faults[0 .. ($#faults < 19 ? $#faults : 19)];
printf "%d tables, %d cells\n", scalar @{$package->{resources}}, $cells;
exit(@faults ? 1 : 0);

sub slurp {
    my $path = shift;
    open my $in, '<:raw', $path or die "$path: $!\n";
    local $/;
    return <$in>;
}

# -- LibreOffice's side ------------------------------------------------------

# Returns name => [the XML of each row, rows without cells at the end left out].
sub read_sheets {
    my $xml = slurp(shift);
    my %found;

    while ($xml =~ m{<table:table table:name="([^"]*)"(.*?)</table:table>}gs) {
        my ($name, $inside) = (text_of($1), $2);
        my @rows;

        while ($inside =~ m{<table:table-row\b([^>]*?)(?:/>|>(.*?)</table:table-row>)}gs) {
            my ($attributes, $cells) = ($1, $2 // '');
            my $times = attribute($attributes, 'table:number-rows-repeated') // 1;

            push @rows, ($cells) x ($cells =~ /office:value-type/ ? $times : 1);
        }
        pop @rows while @rows && $rows[-1] !~ /office:value-type/;
        $found{$name} = \@rows;
    }
    return %found;
}

# A cell is [type, value, formula], or undef.
sub cells_of {
    my $xml = shift;
    my @found;

    $xml =~ s{<office:annotation\b.*?</office:annotation>}{}gs;
    while ($xml =~ m{<table:table-cell\b([^>]*?)(?:/>|>(.*?)</table:table-cell>)}gs) {
        my ($attributes, $inside) = ($1, $2 // '');
        my $type = attribute($attributes, 'office:value-type');
        my $times = attribute($attributes, 'table:number-columns-repeated') // 1;
        my $value = attribute($attributes, 'office:value')
            // attribute($attributes, 'office:date-value') // paragraphs($inside);

        $times = 1 if !$type && $times > 100;
        push @found, ($type && [$type, $value,
            attribute($attributes, 'table:formula') // '']) x $times;
    }
    return @found;
}

sub attribute {
    my ($attributes, $key) = @_;

    return $attributes =~ /(?:^|\s)\Q$key\E="([^"]*)"/ ? text_of($1) : undef;
}

sub paragraphs {
    my @found = shift =~ m{<text:p\b[^>]*?(?:/>|>(.*?)</text:p>)}gs;

    for (@found) {
        $_ //= '';
        s/\s*\n\s*//g; # the file is indented
        s{<text:s text:c="(\d+)"/>}{' ' x $1}ge;
        s{<text:s/>}{ }g;
        s{<text:tab/>}{\t}g;
        s{<text:line-break/>}{\n}g;
        s/<[^>]*>//g;
    }
    return text_of(join "\n", @found);
}

sub text_of {
    my $text = shift;
    my %named = (lt => '<', gt => '>', quot => '"', apos => "'", amp => '&');

    utf8::decode($text);
    $text =~ s{&#(x?)([0-9A-Fa-f]+);}{chr($1 ? hex $2 : $2)}ge;
    $text =~ s{&(lt|gt|quot|apos|amp);}{$named{$1}}g;
    return $text;
}

# -- The CSV file's side -----------------------------------------------------

# Returns the rows: arrays of texts, the header first; undef is no value.
sub read_csv {
    my ($path, $separator) = @_;
    my $text = slurp($path);
    my (@rows, @row);

    utf8::decode($text);
    my $is_guarded = $text =~ s/^\x{FEFF}//;
    while ($text =~ m{\G(?:"((?:[^"]|"")*)"|([^"\Q$separator\E\r\n]*))(\Q$separator\E|\r\n)}gc) {
        my ($quoted, $bare, $end) = ($1, $2, $3);

        if (defined $quoted) {
            $quoted =~ s/""/"/g;
            $quoted =~ s/^'(?=[=+\-@\t\r\n])// if $is_guarded;
        }
        push @row, $quoted // (length $bare ? $bare : undef);
        next if $end eq $separator;
        push @rows, [@row];
        @row = ();
    }
    die "$path: not read to its end\n" if (pos($text) // 0) < length $text;
    return @rows;
}

sub compare_table {
    my $resource = shift;
    my $name = $resource->{name};
    my @want = read_csv("$folder/$name.csv", $resource->{dialect}{delimiter});
    my $got = $sheets{$name};

    return push @faults, "$name: there is no such sheet" if !$got;
    push @faults, sprintf '%s: %d rows and not %d', $name, scalar @$got, scalar @want
        if @$got != @want;
    for my $r (0 .. $#want) {
        my @row = cells_of($got->[$r] // '');
        my $count = @row > @{$want[$r]} ? @row : @{$want[$r]};

        for my $c (0 .. $count - 1) {
            my $field = $resource->{schema}{fields}[$c] // {};
            my $fault = fault_of($row[$c], $want[$r][$c], $r == 0 ? {} : $field);

            $cells++;
            push @faults, sprintf '%s: row %d, column %d: %s', $name, $r + 1, $c + 1, $fault
                if $fault;
        }
    }
}

# Carriage returns are not compared: LibreOffice keeps some of them.
sub fault_of {
    my ($cell, $want, $field) = @_;
    my $type = $field->{type} // 'string';
    my %is_number = (integer => 1, number => 1, year => 1);

    tr/\r//d for grep { defined } $want, $cell ? $cell->[1] : ();
    return defined $want && length $want ? "missing: $want" : undef if !$cell;
    return "there is '$cell->[1]' and not nothing" if !defined $want;
    return "a formula: $cell->[2]" if $cell->[2] ne '';
    if ($is_number{$type}) {
        $want =~ tr/,/./;
        return "a $cell->[0], $cell->[1], and not the number $want"
            if $cell->[0] !~ /^(?:float|percentage)$/ || $cell->[1] != $want;
    } elsif (is_day($want, $field)) {
        return "a $cell->[0], $cell->[1], and not the day $want"
            if $cell->[0] ne 'date' || $cell->[1] ne $want;
    } else {
        return "a $cell->[0], '$cell->[1]', and not the text '$want'"
            if $cell->[0] ne 'string' || $cell->[1] ne $want;
    }
    return undef;
}

# Partial dates are told by what their schema demands.
sub is_day {
    my ($want, $field) = @_;
    my $is_partial = ($field->{constraints}{pattern} // '') =~ /^\[0-9\]\{4\}/;

    return ($field->{type} // '') =~ /^date$/ || $is_partial
        ? $want =~ /^\d{4}-\d\d-\d\d$/ && $want ge '1900-03-01' : 0;
}
