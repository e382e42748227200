#!/usr/bin/perl
# page_blocks.pl PAGE FOLDER [KIND...] - does what a page's code blocks say, in
# order, in FOLDER, and compares what is printed with what the page shows.
#
#   ```console      "$ COMMAND" is run; the lines after it are what it prints,
#                   "..." standing for any lines. It must exit with 0. `make
#                   run` is `build/policylex run` here, and other targets of
#                   make must exist.
#   ```KIND PATH    becomes the file PATH
#   ```r, ```python are run when they are among the KINDs given
#
# Seconds and the names of runs differ each time, and count as equal. Prints a
# sentence for each block that is not as the page says; exits with 1 then, and
# when the page has no command at all.
use strict;
use warnings;

my ($page, $folder, @kinds) = @ARGV;
my %runner = (r => 'Rscript', python => 'python3');
my ($commands, $faults) = (0, 0);
my $root = $ENV{ROOT} or die "ROOT is not set\n";
my $text = contents($page);

chdir $folder or die "$folder: $!\n";
while ($text =~ /^```(\w+) ?(\S*)\n(.*?)^```$/gms) {
    my ($kind, $path, $body) = ($1, $2, $3);

    if    ($path)             { write_file($path, $body) }
    elsif ($kind eq 'console') { check_console($body) }
    elsif (grep { $_ eq $kind } @kinds) { run_script($kind, $body) }
}
print "$page: there is no command in it\n" unless $commands;
exit($faults || !$commands ? 1 : 0);

sub contents {
    my ($name) = @_;

    open my $file, '<', $name or die "$name: $!\n";
    local $/;
    return scalar <$file>;
}

sub write_file {
    my ($path, $body) = @_;

    mkdir $1 if $path =~ m{^(.*)/};
    open my $file, '>', $path or die "$path: $!\n";
    print $file $body;
    close $file or die "$path: $!\n";
}

sub check_console {
    my ($before, @pairs) = split /^\$ (.*)\n/m, shift;

    fault("a console block begins without a command", $before) if $before;
    while (my ($command, $printed) = splice @pairs, 0, 2) {
        check_command($command, $printed // '');
    }
}

sub check_command {
    my ($command, $expected) = @_;
    my $printed;

    $commands++;
    if ($command =~ /^make (\S+)$/ && $1 ne 'run') {
        fault("make has no target $1", '')
            if system("make -C '$root' -n $1 >/dev/null 2>&1");
        return;
    }
    $command =~ s{^make run$}{build/policylex run};
    $printed = `{ $command\n} 2>&1`;
    fault("exit status " . ($? >> 8) . " of: $command", $printed) if $?;
    fault("prints something else: $command", $printed)
        unless steady($printed) =~ pattern_of(steady($expected));
}

# Returns the text without what differs from run to run, and without the CR of
# CSV lines.
sub steady {
    return shift =~ s/\r$//gmr =~ s/\b\d+\.\d\d s$/SECONDS/gmr
        =~ s{runs/[-0-9T]+Z(-\d+)?}{runs/NAME}gr;
}

sub pattern_of {
    my $pattern = join '', map { $_ eq "...\n" ? '(?:.*\n)*?' : quotemeta }
        split /^/, shift;

    return qr/\A$pattern\z/;
}

sub run_script {
    my ($kind, $body) = @_;
    my $output;

    write_file("script.$kind", $body);
    $output = `$runner{$kind} script.$kind 2>&1`;
    fault("$runner{$kind} fails", $body . $output) if $?;
}

sub fault {
    my ($sentence, $shown) = @_;

    print "$page: $sentence\n$shown\n";
    $faults++;
}
