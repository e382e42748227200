#!/usr/bin/perl
# fods_cells.pl FILE.fods - the cells that LibreOffice made of a CSV file.
#
# A line a cell that is not empty: row, column, type, value, formula, between
# tabs. Rows and columns count from 1. The value is a number, a date or a text;
# in a text, line breaks are written \n and tabs \t. The formula is empty where
# there is none.
#
# fods_cells.pl FILE.fods datapackage.json NAME - instead checks the cells
# against the schema of resource NAME: no formula, numbers are numbers, dates
# are dates, the header is the columns' names, and no row is missing.
use strict;
use warnings;
use JSON::PP;

binmode STDOUT, ':utf8';
my ($file, $package, $name) = @ARGV;
my @rows = read_rows(slurp($file));
my @faults = $package ? check(\@rows, find_resource($package, $name)) : ();

print_cells(\@rows) if !$package;
print STDERR "$_\n" for @faults[0 .. ($#faults < 19 ? $#faults : 19)];
exit(@faults ? 1 : 0);

sub slurp {
    my $path = shift;
    open my $in, '<', $path or die "$path: $!\n";
    local $/;
    return <$in>;
}

# A row is an array of cells from column 1 on; an empty cell is undef.
sub read_rows {
    my $xml = shift;
    my @rows;

    utf8::decode($xml);
    while ($xml =~ m{<table:table-row\b([^>]*?)(?:/>|>(.*?)</table:table-row>)}gs) {
        my ($attributes, $inside) = ($1, $2 // '');
        my @cells = read_cells($inside);
        my $times = attribute($attributes, 'table:number-rows-repeated') // 1;

        # The empty rest of the sheet is one row repeated a million times.
        $times = 1 if !grep { defined } @cells;
        push @rows, [@cells] for 1 .. $times;
    }
    pop @rows while @rows && !grep { defined } @{$rows[-1]};
    return @rows;
}

sub read_cells {
    my $xml = shift;
    my @cells;

    while ($xml =~ m{<table:table-cell\b([^>]*?)(?:/>|>(.*?)</table:table-cell>)}gs) {
        my ($attributes, $inside) = ($1, $2 // '');
        my $type = attribute($attributes, 'office:value-type');
        my $times = attribute($attributes, 'table:number-columns-repeated') // 1;
        my $cell = $type && {
            type => $type,
            formula => attribute($attributes, 'table:formula') // '',
            value => attribute($attributes, 'office:value')
                // attribute($attributes, 'office:date-value') // text($inside),
        };

        push @cells, ($cell) x ($cell || $times < 100 ? $times : 1);
    }
    return @cells;
}

sub attribute {
    my ($attributes, $key) = @_;

    return $attributes =~ /(?:^|\s)\Q$key\E="([^"]*)"/ ? unescape($1) : undef;
}

sub text {
    my $xml = shift;
    my @paragraphs = $xml =~ m{<text:p\b[^>]*?(?:/>|>(.*?)</text:p>)}gs;

    for (@paragraphs) {
        $_ //= '';
        s/\s*\n\s*//g; # the file is indented; breaks of a text are paragraphs
        s{<text:s text:c="(\d+)"/>}{' ' x $1}ge;
        s{<text:s/>}{ }g;
        s{<text:tab/>}{\\t}g;
        s/<[^>]*>//g;
    }
    return unescape(join '\n', @paragraphs);
}

# LibreOffice writes no other references.
sub unescape {
    my $text = shift;
    my %named = (lt => '<', gt => '>', quot => '"', apos => "'", amp => '&');

    $text =~ s{&(lt|gt|quot|apos|amp);}{$named{$1}}g;
    return $text;
}

sub print_cells {
    my $rows = shift;

    for my $r (0 .. $#$rows) {
        for my $c (0 .. $#{$rows->[$r]}) {
            my $cell = $rows->[$r][$c] or next;
            print join("\t", $r + 1, $c + 1, @$cell{qw(type value formula)}), "\n";
        }
    }
}

sub find_resource {
    my ($path, $wanted) = @_;
    my ($found) = grep { $_->{name} eq $wanted }
        @{decode_json(slurp($path))->{resources}};

    return $found // die "$path: no resource $wanted\n";
}

sub check {
    my ($rows, $resource) = @_;
    my @fields = @{$resource->{schema}{fields}};
    my ($header, @body) = @$rows;
    my @faults;

    push @faults, sprintf '%d rows, described as %d', scalar @body, $resource->{rows}
        if @body != $resource->{rows};
    for my $c (0 .. $#fields) {
        my $got = $header->[$c] ? $header->[$c]{value} : '';
        push @faults, "column " . ($c + 1) . " is $got, described as $fields[$c]{name}"
            if $got ne $fields[$c]{name};
        for my $r (0 .. $#body) {
            my $fault = cell_fault($body[$r][$c], $fields[$c]) or next;
            push @faults, sprintf 'row %d, column %s: %s', $r + 2, $fields[$c]{name}, $fault;
        }
    }
    return @faults;
}

sub cell_fault {
    my ($cell, $field) = @_;
    my %expected = (integer => 'float', number => 'float', year => 'float', date => 'date');
    my $type = $expected{$field->{type}};

    if (!$cell) {
        return $field->{constraints}{required} ? 'empty, but required' : undef;
    }
    return "the formula $cell->{formula}" if $cell->{formula} ne '';
    return "a $cell->{type} and not a $type" if $type && $cell->{type} ne $type;
    return undef;
}
