using System.Diagnostics;
using System.Text;
using System.Text.Json;
using BotKit.Handlers.Database;
using Microsoft.Extensions.Time.Testing;

namespace BotKit.Handlers.Tests.Database;

public sealed class ProbeTests : IDisposable
{
    private const string Greeting = "printf 'botkit-sqlite-probe 1\\n'; ";

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("kill -SEGV $$")]
    [InlineData("kill -ABRT $$")]
    [InlineData("exit 3")]
    [InlineData("echo '{\"result\":'")]
    [InlineData("echo '{\"result\":null,\"fault\":null}'; kill -KILL $$")]
    [InlineData("echo '{\"result\":{\"operation\":\"format-disk\"}}'")]
    [InlineData("echo '{\"result\":{\"operation\":\"health\",\"database\":\"shop\",\"healthy\":true,\"problems\":null}}'")]
    public async Task Run_ProbeThatCrashesOrBabbles_IsAFault(string script)
    {
        using var host = Databases.ProbeHost(Shell(Greeting + script));

        (await host.RunAsync(Request(), default)).Fault.Should().Be(SqliteFault.Crashed);
    }

    [Fact]
    public async Task Run_ProbeThatWritesWithoutEnd_IsStopped()
    {
        using var host = Databases.ProbeHost(Shell(Greeting + "cat /dev/zero"));

        (await host.RunAsync(Request(), default)).Fault.Should().Be(SqliteFault.Hung);
    }

    [Theory]
    [InlineData("exit 150")]
    [InlineData("echo hello")]
    public async Task Run_ProbeThatNeverBegan_IsTheHostsTrouble(string script)
    {
        using var host = Databases.ProbeHost(Shell(script));

        (await host.RunAsync(Request(), default)).Fault!.Code.Should().Be(DatabaseErrorCodes.ProbeUnavailable);
    }

    [Fact]
    public async Task Run_NoProbeFound_IsTheHostsTrouble()
    {
        using var host = Databases.ProbeHost(null);

        (await host.RunAsync(Request(), default)).Fault!.Code.Should().Be(DatabaseErrorCodes.ProbeUnavailable);
    }

    [Fact]
    public async Task Run_ProbeThatHangs_IsKilledWithItsChildrenAtTheLimit()
    {
        var clock = new FakeTimeProvider();
        using var host = Databases.ProbeHost(Shell(Greeting + ChildThatSaysItsId()), timeProvider: clock);
        var run = host.RunAsync(Request(), default).AsTask();
        var child = await ReadChildId();

        clock.Advance(TimeSpan.FromSeconds(29.9));
        run.IsCompleted.Should().BeFalse();
        clock.Advance(TimeSpan.FromSeconds(0.1));

        (await run).Fault.Should().Be(SqliteFault.Hung);
        await IsGoneAsync(child);
    }

    [Fact]
    public async Task Run_Canceled_KillsTheProbeWithItsChildrenAndThrows()
    {
        using var cancel = new CancellationTokenSource();
        using var host = Databases.ProbeHost(Shell(Greeting + ChildThatSaysItsId()));
        var run = host.RunAsync(Request(), cancel.Token).AsTask();
        var child = await ReadChildId();

        await cancel.CancelAsync();

        await FluentActions.Awaiting(() => run).Should().ThrowAsync<OperationCanceledException>();
        await IsGoneAsync(child);
    }

    [Fact]
    public async Task Run_FileThatHangsTheCheck_IsKilledAtTheLimit()
    {
        // Checking this index takes hours inside one call of a function, which nothing but a kill ends.
        var path = _folder.Database("a.db", """
            CREATE TABLE t(a);
            INSERT INTO t VALUES (1);
            CREATE INDEX i ON t(abs(a));
            PRAGMA writable_schema=ON;
            UPDATE sqlite_schema SET sql = replace(sql, 'abs(a)', 'instr(hex(zeroblob(10000000)), hex(zeroblob(5000000)) || a)') WHERE name = 'i';
            """);
        using var host = Databases.ProbeHost(ProbeCommand.Locate(), limit: TimeSpan.FromSeconds(3));

        var response = await host.RunAsync(new SqliteIntegrityRequest { Database = "shop", Path = path }, default);

        response.Fault.Should().Be(SqliteFault.Hung);
    }

    [Fact]
    public async Task Run_MoreProbesThanSlots_AllGetTheirAnswer()
    {
        var path = _folder.Database("a.db", "CREATE TABLE t(a)");
        using var host = Databases.ProbeHost(ProbeCommand.Locate());

        var responses = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.RunAsync(Request(path), default).AsTask()));

        responses.Should().OnlyContain(response => response.Result is DatabaseHealth);
    }

    [Fact]
    public async Task Probe_Environment_HoldsNothingOfThisProcess()
    {
        Environment.SetEnvironmentVariable("BOTKIT_TEST_SECRET", "hush");

        var ending = await new ProbeProcess(new ProbeCommand("/usr/bin/env", []), TimeProvider.System).RunAsync("\n"u8.ToArray(), default);

        Encoding.UTF8.GetString(ending.Output.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Should().BeEquivalentTo("DOTNET_EnableDiagnostics=0", "DOTNET_gcServer=0");
    }

    [Fact]
    public async Task Probe_WhoseParentIsGone_EndsItself()
    {
        var command = ProbeCommand.Locate()!;
        using var process = Process.Start(new ProcessStartInfo(command.FileName, command.Arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        SqliteRequest request = new SqliteQueryRequest
        {
            Database = "shop",
            Path = _folder.Database("a.db", "CREATE TABLE t(a)"),
            Query = "ask",
            Sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
            Parameters = Parameters.None,
            MaxRows = 1,
            Timeout = TimeSpan.FromMinutes(10),
        };
        await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(request, SqliteJson.Default.SqliteRequest));
        await process.StandardInput.FlushAsync();
        (await process.StandardOutput.ReadLineAsync()).Should().StartWith("botkit-sqlite-probe");

        process.StandardInput.Close();

        await process.WaitForExitAsync();
        process.ExitCode.Should().NotBe(0);
    }

    [Fact]
    public async Task Probe_QueryThatWantsAllMemory_IsAFault()
    {
        var path = _folder.Database("a.db", "CREATE TABLE t(a)");
        var service = Databases.Service(Databases.File(path, trusted: false).WithQuery("SELECT length(zeroblob(900000000) || 'x')"));

        var failure = await Databases.FailureOf(service.QueryAsync("shop", "ask", Parameters.None));

        failure.Code.Should().Be(DatabaseErrorCodes.DatabaseUnreadable);
    }

    private string ChildThatSaysItsId()
    {
        using var fifo = Process.Start("mkfifo", _folder["id"]);
        fifo.WaitForExit();
        return $"/bin/sleep 1000 & echo $! > '{_folder["id"]}'; wait";
    }

    private Task<int> ReadChildId() => Task.Run(() => int.Parse(File.ReadAllText(_folder["id"])));

    // The kill has been sent; on a busy machine the child may need its turn to end. What has ended may still be listed until its
    // new parent asks for its exit code.
    private static Task IsGoneAsync(int process) => Wait.UntilAsync(() => !IsRunning(process));

    private static bool IsRunning(int process)
    {
        try
        {
            return !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static ProbeCommand Shell(string script) => new("/bin/sh", ["-c", script]);

    private static SqliteHealthRequest Request(string path = "/nowhere") => new() { Database = "shop", Path = path };

    public void Dispose() => _folder.Dispose();
}
