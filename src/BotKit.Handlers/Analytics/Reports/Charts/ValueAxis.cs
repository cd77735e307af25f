namespace BotKit.Handlers.Analytics;

/// <summary>A scale of values with round steps.</summary>
/// <param name="From">The value at its lower end.</param>
/// <param name="To">The value at its upper end.</param>
/// <param name="Step">The distance of its marks.</param>
internal readonly record struct ValueAxis(double From, double To, double Step)
{
    /// <param name="least">The least value to show.</param>
    /// <param name="greatest">The greatest value to show.</param>
    /// <param name="marks">About how many marks.</param>
    /// <param name="fromZero">Whether it starts at zero, as bars need it; others do when zero is near.</param>
    public static ValueAxis Of(double least, double greatest, int marks, bool fromZero)
    {
        var limit = double.MaxValue / 8;
        (least, greatest) = (Math.Clamp(least, -limit, limit), Math.Clamp(greatest, -limit, limit));
        if (fromZero || (least > 0 && least < .5 * greatest))
        {
            least = Math.Min(0, least);
        }

        if (fromZero || (greatest < 0 && greatest > .5 * least))
        {
            greatest = Math.Max(0, greatest);
        }

        if (greatest - least <= Math.Abs(greatest) * 1e-12)
        {
            (least, greatest) = greatest == 0 ? (0, 1) : (Math.Min(0, least), Math.Max(0, greatest));
        }

        var step = Round((greatest - least) / marks);
        return new(Math.Floor((least / step) + 1e-9) * step, Math.Ceiling((greatest / step) - 1e-9) * step, step);
    }

    public IEnumerable<double> Marks()
    {
        var count = (int)Math.Round((To - From) / Step);
        for (var mark = 0; mark <= count; mark++)
        {
            var value = From + (mark * Step);
            yield return Math.Abs(value) < Step * 1e-6 ? 0 : value;
        }
    }

    private static double Round(double step)
    {
        var size = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return (step / size) switch
        {
            <= 1 => size,
            <= 2 => 2 * size,
            <= 5 => 5 * size,
            _ => 10 * size,
        };
    }
}
