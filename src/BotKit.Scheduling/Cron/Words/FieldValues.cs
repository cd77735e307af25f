using System.Globalization;

namespace BotKit.Scheduling;

/// <summary>The values of one field, rising.</summary>
internal sealed class FieldValues
{
    private readonly int _least;
    private readonly int _size;

    /// <param name="text">Numbers with commas between them, or <c>*</c>.</param>
    /// <param name="least">The least value of the field.</param>
    /// <param name="size">How many values the field has.</param>
    public FieldValues(string text, int least, int size)
    {
        _least = least;
        _size = size;
        Values = text == "*" ? All(least, size) : Array.ConvertAll(text.Split(','), static value => int.Parse(value, CultureInfo.InvariantCulture));
        Step = StepOf(Values);
    }

    public int[] Values { get; }

    public int Count => Values.Length;

    public int First => Values[0];

    public bool IsAll => Count == _size;

    public bool IsSingle => Count == 1;

    public bool IsZero => IsSingle && First == 0;

    /// <summary>The distance between neighbours, where it is one and the same; otherwise 0.</summary>
    public int Step { get; }

    /// <summary>Whether the same distance lies between all neighbours, the last and the next first included.</summary>
    public bool IsCycle => Step > 0 && Step * Count == _size;

    /// <summary>The values as unbroken runs; a run over the end of the field comes last, as one.</summary>
    public IReadOnlyList<(int From, int To)> Runs
    {
        get
        {
            var runs = new List<(int From, int To)>();
            foreach (var value in Values)
            {
                if (runs.Count > 0 && runs[^1].To == value - 1)
                {
                    runs[^1] = (runs[^1].From, value);
                }
                else
                {
                    runs.Add((value, value));
                }
            }

            if (runs.Count > 1 && runs[0].From == _least && runs[^1].To == _least + _size - 1)
            {
                runs[^1] = (runs[^1].From, runs[0].To);
                runs.RemoveAt(0);
            }

            return runs;
        }
    }

    /// <summary>How many values a run has.</summary>
    public int LengthOf((int From, int To) run) => ((run.To - run.From + _size) % _size) + 1;

    /// <summary>The value so many places after another, round the end of the field.</summary>
    public int After(int value, int places) => ((value - _least + places) % _size) + _least;

    private static int[] All(int least, int size)
    {
        var all = new int[size];
        for (var i = 0; i < size; i++)
        {
            all[i] = least + i;
        }

        return all;
    }

    private static int StepOf(int[] values)
    {
        var step = values.Length > 1 ? values[1] - values[0] : 0;
        for (var i = 2; i < values.Length; i++)
        {
            if (values[i] - values[i - 1] != step)
            {
                return 0;
            }
        }

        return step;
    }
}
