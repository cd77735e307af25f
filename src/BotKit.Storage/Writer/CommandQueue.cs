using BotKit.Ledger;
using BotKit.Storage.Commands;

namespace BotKit.Storage.Writer;

/// <summary>What waits for a writer. Heartbeats have a queue of their own, which is emptied first.</summary>
/// <param name="maxRows">Rows that may wait.</param>
internal sealed class CommandQueue(int maxRows)
{
    private const int MaxAside = 2;

    private readonly object _gate = new();
    private readonly Queue<StoreCommand> _beats = new();
    private readonly Queue<StoreCommand> _commands = new();
    private readonly List<StoreCommand> _again = [];
    private readonly Queue<StoreCommand> _aside = new();
    private int _rows;
    private bool _isClosed;

    /// <exception cref="BotStoreException">Too much waits already, or the store is closed.</exception>
    public void Add(StoreCommand command)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                throw new BotStoreException("The store is closed.");
            }

            if (_rows > maxRows && command.Kind is CommandKind.Enqueue or CommandKind.Begin)
            {
                throw new BotStoreException("The store cannot keep up: too many runs wait to be stored.");
            }

            (command.Kind == CommandKind.Beat ? _beats : _commands).Enqueue(command);
            _rows += command.Rows;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Puts back what could not be done, before everything else.</summary>
    public void AddAgain(IEnumerable<StoreCommand> commands)
    {
        lock (_gate)
        {
            foreach (var command in commands)
            {
                _again.Add(command);
                _rows += command.Rows;
            }
        }
    }

    /// <summary>Puts aside what somebody else's transaction holds up: a few of these come after everything else.</summary>
    public void PutAside(StoreCommand command)
    {
        lock (_gate)
        {
            _aside.Enqueue(command);
            _rows += command.Rows;
        }
    }

    /// <summary>Takes what waits, as much as fits one transaction, and seals it; blocks while there is nothing.</summary>
    /// <param name="batch">Is filled.</param>
    /// <param name="rowLimit">Rows at most; a larger command goes alone.</param>
    /// <returns>Whether there may be more; <see langword="false"/> when the queue is closed and empty.</returns>
    public bool Take(List<StoreCommand> batch, int rowLimit)
    {
        lock (_gate)
        {
            while (_beats.Count == 0 && _commands.Count == 0 && _again.Count == 0 && _aside.Count == 0)
            {
                if (_isClosed)
                {
                    return false;
                }

                Monitor.Wait(_gate);
            }

            var rows = 0;
            while (_beats.TryDequeue(out var beat))
            {
                TakeOne(beat, batch, ref rows);
            }

            var again = 0;
            while (again < _again.Count && (rows == 0 || rows + _again[again].Rows <= rowLimit))
            {
                TakeOne(_again[again++], batch, ref rows);
            }

            _again.RemoveRange(0, again);
            while (_again.Count == 0 && _commands.TryPeek(out var next) && (rows == 0 || rows + next.Rows <= rowLimit))
            {
                TakeOne(_commands.Dequeue(), batch, ref rows);
            }

            for (var left = MaxAside; left > 0 && _aside.TryDequeue(out var held); left--)
            {
                TakeOne(held, batch, ref rows);
            }

            return true;
        }
    }

    /// <summary>Waits, but not while the queue closes.</summary>
    public void Pause(TimeSpan time)
    {
        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();
        lock (_gate)
        {
            while (!_isClosed && time - clock.GetElapsedTime(start) is var left && left > TimeSpan.Zero)
            {
                Monitor.Wait(_gate, left);
            }
        }
    }

    /// <summary>Takes out what fulfils a condition, whether or not it was tried before.</summary>
    public List<StoreCommand> Take(Func<StoreCommand, bool> condition)
    {
        var taken = new List<StoreCommand>();
        lock (_gate)
        {
            Sift(_beats, condition, taken);
            var again = taken.Count;
            taken.AddRange(_again.FindAll(new Predicate<StoreCommand>(condition)));
            _again.RemoveAll(taken.Skip(again).ToHashSet().Contains);
            Sift(_commands, condition, taken);
            Sift(_aside, condition, taken);
            _rows -= taken.Sum(static command => command.Rows);
        }

        return taken;
    }

    /// <summary>Takes nothing more; what waits is still done.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            Monitor.PulseAll(_gate);
        }
    }

    public bool IsClosed
    {
        get
        {
            lock (_gate)
            {
                return _isClosed;
            }
        }
    }

    private static void Sift(Queue<StoreCommand> queue, Func<StoreCommand, bool> condition, List<StoreCommand> taken)
    {
        for (var left = queue.Count; left > 0; left--)
        {
            var command = queue.Dequeue();
            if (condition(command))
            {
                taken.Add(command);
            }
            else
            {
                queue.Enqueue(command);
            }
        }
    }

    private void TakeOne(StoreCommand command, List<StoreCommand> batch, ref int rows)
    {
        _rows -= command.Rows;
        if (command.TrySeal())
        {
            batch.Add(command);
            rows += command.Rows;
        }
    }
}
