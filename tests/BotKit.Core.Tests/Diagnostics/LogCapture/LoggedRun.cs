using BotKit.Diagnostics;

namespace BotKit.Core.Tests.Diagnostics;

/// <summary>A run, as far as its log is concerned.</summary>
internal sealed class LoggedRun : ILoggedRun
{
    private RunLog? _log;

    public Guid ExecutionId { get; init; } = new("01890000-0000-7000-8000-000000000001");

    public string Bot { get; init; } = "lead";

    public long Fence { get; init; }

    public ref RunLog? Log => ref _log;

    public IReadOnlyList<RunLogRow> Rows => _log?.Close().Rows ?? [];
}
