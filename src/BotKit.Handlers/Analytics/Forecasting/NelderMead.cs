namespace BotKit.Handlers.Analytics.Forecasting;

/// <summary>
/// Finds a minimum without derivatives, within bounds (Nelder and Mead, 1965). It is deterministic and ends after a fixed
/// number of evaluations.
/// </summary>
internal static class NelderMead
{
    private const int EvaluationsPerParameter = 120;
    private const double Tolerance = 1e-9;

    /// <param name="start">Where the search starts, within the bounds.</param>
    /// <param name="lower">The least value of each parameter.</param>
    /// <param name="upper">The greatest value of each parameter.</param>
    /// <param name="loss">What is to be small; not a number counts as infinite.</param>
    /// <returns>The best parameters found.</returns>
    public static double[] Minimize(double[] start, double[] lower, double[] upper, Func<double[], double> loss)
    {
        var parameters = start.Length;
        var simplex = new double[parameters + 1][];
        var losses = new double[parameters + 1];
        for (var corner = 0; corner <= parameters; corner++)
        {
            simplex[corner] = [.. start];
            if (corner > 0)
            {
                var at = corner - 1;
                var step = (upper[at] - lower[at]) * .15;
                simplex[corner][at] += start[at] + step <= upper[at] ? step : -step;
            }

            losses[corner] = Evaluate(simplex[corner]);
        }

        var evaluations = parameters + 1;
        while (evaluations < EvaluationsPerParameter * parameters)
        {
            Array.Sort(losses, simplex);
            if (Math.Abs(losses[^1] - losses[0]) <= Tolerance * (Math.Abs(losses[0]) + Tolerance))
            {
                break;
            }

            var reflected = Toward(-1);
            var reflectedLoss = Count(reflected);
            if (reflectedLoss < losses[0])
            {
                var expanded = Toward(-2);
                var expandedLoss = Count(expanded);
                Replace(expandedLoss < reflectedLoss ? (expanded, expandedLoss) : (reflected, reflectedLoss));
            }
            else if (reflectedLoss < losses[^2])
            {
                Replace((reflected, reflectedLoss));
            }
            else
            {
                var contracted = Toward(reflectedLoss < losses[^1] ? -.5 : .5);
                var contractedLoss = Count(contracted);
                if (contractedLoss < Math.Min(reflectedLoss, losses[^1]))
                {
                    Replace((contracted, contractedLoss));
                }
                else
                {
                    Shrink();
                }
            }
        }

        return simplex[Array.IndexOf(losses, losses.Min())];

        double Evaluate(double[] point) => loss(point) is var value && double.IsNaN(value) ? double.PositiveInfinity : value;

        double Count(double[] point)
        {
            evaluations++;
            return Evaluate(point);
        }

        double[] Toward(double factor)
        {
            var point = new double[parameters];
            for (var at = 0; at < parameters; at++)
            {
                var center = 0d;
                for (var corner = 0; corner < parameters; corner++)
                {
                    center += simplex[corner][at] / parameters;
                }

                point[at] = Math.Clamp(center + (factor * (simplex[^1][at] - center)), lower[at], upper[at]);
            }

            return point;
        }

        void Replace((double[] Point, double Loss) better) => (simplex[^1], losses[^1]) = better;

        void Shrink()
        {
            for (var corner = 1; corner <= parameters; corner++)
            {
                for (var at = 0; at < parameters; at++)
                {
                    simplex[corner][at] = (simplex[0][at] + simplex[corner][at]) / 2;
                }

                losses[corner] = Count(simplex[corner]);
            }
        }
    }
}
