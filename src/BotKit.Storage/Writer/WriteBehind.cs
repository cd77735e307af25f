using System.Threading.Channels;
using BotKit.Diagnostics;
using BotKit.Ledger;
using BotKit.Storage.Commands;
using Microsoft.Extensions.Logging;

namespace BotKit.Storage.Writer;

/// <summary>
/// What is stored in the background: runs without a key, log lines, refusals. Its buffer is bounded; what does not fit, and what
/// the store refused, is counted and logged at Error once a second.
/// </summary>
internal sealed class WriteBehind : IAsyncDisposable
{
    private const int BatchSize = 500;
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan DropEvery = TimeSpan.FromSeconds(1);

    private readonly Channel<(object Row, int Rows)> _buffer = Channel.CreateUnbounded<(object Row, int Rows)>();
    private readonly int _capacity;
    private readonly RunReader _reader;
    private readonly Func<CancellationToken, Task> _open;
    private readonly Action<StoreCommand> _submit;
    private readonly CancellationTokenSource _stop = new();
    private readonly BotKitMetrics? _metrics;
    private readonly ILogger _logger;
    private readonly TimeProvider _clock = TimeProvider.System;
    private readonly ITimer _dropTimer;
    private readonly Task _pump;
    private readonly Lock _refusalGate = new();
    private Dictionary<(string Bot, string Code, long Minute), long> _refusals = [];
    private TaskCompletionSource _hurry = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _accepted;
    private long _settled;
    private long _waiting;
    private long _dropped;
    private Exception? _cause;

    public WriteBehind(int capacity, RunReader reader, Func<CancellationToken, Task> open, Action<StoreCommand> submit, BotKitMetrics? metrics, ILogger logger)
    {
        _capacity = capacity;
        _reader = reader;
        _open = open;
        _submit = submit;
        _metrics = metrics;
        _logger = logger;
        _dropTimer = _clock.CreateTimer(static state => ((WriteBehind)state!).ReportDropped(), this, DropEvery, DropEvery);
        _pump = Task.Run(PumpAsync);
    }

    /// <summary>Whether everything taken so far is settled.</summary>
    public bool IsEmpty => Interlocked.Read(ref _settled) >= Interlocked.Read(ref _accepted);

    /// <summary>Takes a run that has ended or a part of a log.</summary>
    public void Add(object row, string bot, int rows)
    {
        if (!TryAdd(row, rows))
        {
            Dropped(bot, rows, null);
        }
    }

    /// <summary>Counts a refusal; those of one bot, code and minute are one row.</summary>
    public void AddRefusal(string bot, string code, long minute)
    {
        var key = (bot, code, minute);
        lock (_refusalGate)
        {
            if (_refusals.TryGetValue(key, out var count))
            {
                _refusals[key] = count + 1;
                return;
            }

            if (TryAdd(this, 1))
            {
                _refusals.Add(key, 1);
                return;
            }
        }

        Dropped(bot, 1, null);
    }

    /// <summary>Waits until everything taken so far is stored or counted as dropped.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        var goal = Interlocked.Read(ref _accepted);
        while (Interlocked.Read(ref _settled) < goal && !_pump.IsCompleted)
        {
            Volatile.Read(ref _hurry).TrySetResult();
            await Task.Delay(TimeSpan.FromMilliseconds(1), _clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes nothing more, and waits until what was taken is stored, but no longer than the limit.</summary>
    public async Task StopAsync(TimeSpan limit)
    {
        _buffer.Writer.TryComplete();
        Volatile.Read(ref _hurry).TrySetResult();
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAny(_pump, Task.Delay(limit, _clock)).ConfigureAwait(false);
    }

    /// <summary>After <see cref="StopAsync"/> and the writers' end: what they did not take is counted as dropped.</summary>
    public async ValueTask DisposeAsync()
    {
        await _pump.ConfigureAwait(false);
        _stop.Dispose();
        await _dropTimer.DisposeAsync().ConfigureAwait(false);
        ReportDropped();
    }

    // Something larger than the whole buffer fits an empty one.
    private bool TryAdd(object row, int rows)
    {
        Interlocked.Increment(ref _accepted);
        var waiting = Interlocked.Add(ref _waiting, rows);
        if ((waiting <= _capacity || waiting == rows) && _buffer.Writer.TryWrite((row, rows)))
        {
            return true;
        }

        Interlocked.Add(ref _waiting, -rows);
        Interlocked.Increment(ref _settled);
        return false;
    }

    private async Task PumpAsync()
    {
        var batch = new List<object>(BatchSize);
        while (await _buffer.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            await LingerAsync().ConfigureAwait(false);
            batch.Clear();
            var rows = 0L;
            while (batch.Count < BatchSize && _buffer.Reader.TryRead(out var next))
            {
                batch.Add(next.Row);
                rows += next.Rows;
            }

            await OpenAsync().ConfigureAwait(false);
            await StoreAsync(batch).ConfigureAwait(false);
            Interlocked.Add(ref _waiting, -rows);
            Interlocked.Add(ref _settled, batch.Count);
        }
    }

    // A store that cannot be opened yet: the buffer fills meanwhile, and what does not fit is counted.
    private async Task OpenAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await _open(_stop.Token).ConfigureAwait(false);
                return;
            }
#pragma warning disable CA1031 // Whatever keeps it closed, it is tried again.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                _cause = exception;
                await Task.Delay(DropEvery, _clock, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    // Nobody waits for these rows: a moment's patience makes one commit of many.
    private async Task LingerAsync()
    {
        if (_buffer.Reader.Count < BatchSize && !_buffer.Reader.Completion.IsCompleted)
        {
            await Task.WhenAny(Volatile.Read(ref _hurry).Task, Task.Delay(Linger, _clock)).ConfigureAwait(false);
        }

        if (_hurry.Task.IsCompleted)
        {
            Volatile.Write(ref _hurry, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }
    }

    private async Task StoreAsync(List<object> batch)
    {
        var pending = new Countdown(1);
        foreach (var row in batch)
        {
            switch (row)
            {
                case RunRecord run:
                    Submit(new RecordCommand(_reader.Read(run, withPayloads: true), pending.Ended(this)) { Patience = TimeSpan.MaxValue }, pending);
                    break;
                case RunLogPart part:
                    Submit(new LogCommand(part, pending.Ended(this)) { Patience = TimeSpan.MaxValue }, pending);
                    break;
                default:
                    SubmitRefusals(pending);
                    break;
            }
        }

        pending.Signal();
        await pending.Task.ConfigureAwait(false);
    }

    private void SubmitRefusals(Countdown pending)
    {
        Dictionary<(string Bot, string Code, long Minute), long> refusals;
        lock (_refusalGate)
        {
            refusals = _refusals;
            _refusals = [];
        }

        foreach (var ((bot, code, minute), count) in refusals)
        {
            Submit(new RefusalCommand(bot, code, minute, count, pending.Ended(this)) { Patience = TimeSpan.MaxValue }, pending);
        }
    }

    private void Submit(BehindCommand command, Countdown pending)
    {
        pending.Add();
        try
        {
            _submit(command);
        }
        catch (BotStoreException exception)
        {
            command.Fail(exception);
        }
    }

    private void Dropped(string bot, int rows, Exception? cause)
    {
        Interlocked.Add(ref _dropped, rows);
        _cause = cause ?? _cause;
        for (var i = 0; i < rows; i++)
        {
            _metrics?.RowDropped(bot);
        }
    }

    private void ReportDropped()
    {
        if (Interlocked.Exchange(ref _dropped, 0) is > 0 and var count)
        {
            Log.RowsDropped(_logger, _cause, count);
            _cause = null;
        }
    }

    private sealed class Countdown(int count)
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _count = count;

        public Task Task => _done.Task;

        public void Add() => Interlocked.Increment(ref _count);

        public void Signal()
        {
            if (Interlocked.Decrement(ref _count) == 0)
            {
                _done.TrySetResult();
            }
        }

        public Action<BehindCommand, Exception?> Ended(WriteBehind owner) => (command, exception) =>
        {
            if (exception is not null)
            {
                owner.Dropped(command.Bot, command is RefusalCommand refusal ? (int)Math.Min(refusal.Count, int.MaxValue) : command.Rows, exception);
            }

            Signal();
        };
    }
}
