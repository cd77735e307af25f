namespace BotKit.Ledger;

/// <summary>Refusals at the door, one row for each bot, code and minute. A repeat costs one interlocked addition.</summary>
internal sealed class RefusalTable(int maxRefusals)
{
    /// <summary>Codes of one bot told apart within a minute; the codes beyond share one row.</summary>
    public const int MaxCodes = 100;

    /// <summary>The code of the shared row.</summary>
    public const string OtherCode = "other";

    private readonly Lock _gate = new();
    private readonly Ring<RefusalRow> _rows = new(maxRefusals, long.MaxValue);
    private readonly Dictionary<(string Bot, string Code, long Minute), RefusalRow> _index = [];

    public void Add(BotAccount account, string code, long minute)
    {
        foreach (var row in account.Refusals)
        {
            if (row.Minute == minute && string.Equals(row.Code, code, StringComparison.Ordinal))
            {
                row.Add();
                return;
            }
        }

        AddToAnother(account, code, minute);
    }

    public IReadOnlyList<RefusalRecord> List(string? bot, int count)
    {
        var refusals = new List<RefusalRecord>();
        lock (_gate)
        {
            for (var number = _rows.Next - 1; number >= _rows.First && refusals.Count < count; number--)
            {
                if (bot is null || string.Equals(_rows[number].Bot, bot, StringComparison.Ordinal))
                {
                    refusals.Add(_rows[number].Read());
                }
            }
        }

        return refusals;
    }

    private void AddToAnother(BotAccount account, string code, long minute)
    {
        lock (_gate)
        {
            var atHand = account.Refusals;
            var sameMinute = atHand.Length > 0 && atHand[0].Minute == minute;
            if (sameMinute && atHand.Length >= MaxCodes)
            {
                code = OtherCode;
            }

            if (!_index.TryGetValue((account.Bot, code, minute), out var row))
            {
                row = Open(account.Bot, code, minute);
            }

            if (!sameMinute)
            {
                account.Refusals = [row];
            }
            else if (!atHand.Contains(row))
            {
                account.Refusals = [.. atHand, row];
            }

            row.Add();
        }
    }

    private RefusalRow Open(string bot, string code, long minute)
    {
        if (_rows.IsFull)
        {
            var oldest = _rows.Oldest;
            _rows.DropOldest();
            _index.Remove((oldest.Bot, oldest.Code, oldest.Minute));
        }

        var row = new RefusalRow(bot, code, minute);
        _rows.Add(row, 0);
        _index.Add((bot, code, minute), row);
        return row;
    }
}
