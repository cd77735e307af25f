using BotKit.Core.Tests.Diagnostics;
using BotKit.Core.Tests.Notifications;
using BotKit.Diagnostics;
using BotKit.Ledger;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotKit.Core.Tests.Ledger.Logs;

public class RunLogRecorderTests
{
    private readonly RecordingLoggers _loggers = new();
    private readonly InMemoryBotLogStore _store = new(new OptionsWrapper<InMemoryLedgerOptions>(new()));
    private readonly LoggedRun _run = new() { Bot = "content", Fence = 4 };

    [Fact]
    public async Task Record_RunThatLogged_StoresItsLines()
    {
        Log(lines: 2, maxRows: 100);

        new RunLogRecorder(_store, _loggers).Record(_run);

        var part = (await _store.ReadAsync(_run.ExecutionId, default)).Should().ContainSingle().Subject;
        (part.Bot, part.Fence, part.Rows.Count, part.Dropped).Should().Be(("content", 4L, 2, 0));
        _loggers.Lines.Should().BeEmpty();
    }

    [Fact]
    public async Task Record_RunThatLoggedNothing_StoresNothing()
    {
        new RunLogRecorder(_store, _loggers).Record(_run);

        (await _store.ListAsync(new(), default)).Should().BeEmpty();
        (await _store.ReadAsync(_run.ExecutionId, default)).Should().BeEmpty();
    }

    [Fact]
    public async Task Record_LinesThatDidNotFit_AreCountedAndLogged()
    {
        Log(lines: 13, maxRows: 10);

        new RunLogRecorder(_store, _loggers).Record(_run);

        (await _store.ReadAsync(_run.ExecutionId, default)).Single().Dropped.Should().Be(3);
        _loggers.Lines.Should().ContainSingle().Which.Should().Match<(string Category, LogLevel Level, int Id, string Message)>(
            line => line.Id == 1050 && line.Level == LogLevel.Error && line.Message.StartsWith("3 lines", StringComparison.Ordinal));
    }

    [Fact]
    public void Record_StoreThatThrows_IsLoggedAndDoesNotThrow()
    {
        Log(lines: 13, maxRows: 10);

        new RunLogRecorder(new BrokenStore(), _loggers).Invoking(it => it.Record(_run)).Should().NotThrow();
        new RunLogRecorder(new BrokenStore()).Invoking(it => it.Record(_run)).Should().NotThrow();

        _loggers.Lines.Should().ContainSingle().Which.Should().Match<(string Category, LogLevel Level, int Id, string Message)>(
            line => line.Id == 1051 && line.Level == LogLevel.Error && line.Message.Contains("13 lines"));
    }

    private void Log(int lines, int maxRows)
    {
        _run.Log = new RunLog(new() { MaxRows = maxRows }, new ByteBudget(1_000_000));
        for (var i = 0; i < lines; i++)
        {
            _run.Log.Add(LogParts.Noon, LogLevel.Warning, 0, "Crm", "line", isForeign: false, null);
        }
    }

    private sealed class BrokenStore : IBotLogStore
    {
        public void Append(RunLogPart part) => throw new InvalidOperationException("down");

        public ValueTask<IReadOnlyList<RunLogPart>> ReadAsync(Guid executionId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<RunLogEntry>> ListAsync(RunLogQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
