namespace BotKit.Handlers.Leads;

/// <summary>
/// Turns scores into probabilities with a logistic curve, fitted to scores of leads that the model has not seen (Platt 1999,
/// with the targets and the Newton steps of Lin, Lin and Weng 2007). It never changes the order of leads.
/// </summary>
internal static class PlattCalibration
{
    private const int MaxSteps = 100;
    private const double MinSlope = 1e-3;

    public static (double Slope, double Offset) Fit(ReadOnlySpan<double> scores, ReadOnlySpan<bool> labels)
    {
        // On scores of mean 0 and deviation 1 the steps are well-behaved whatever the scale of the trees.
        var (mean, deviation) = Spread(scores);
        var scaled = scores.ToArray();
        foreach (ref var score in scaled.AsSpan())
        {
            score = (score - mean) / deviation;
        }

        var positives = labels.Count(true);
        var targets = ((positives + 1d) / (positives + 2d), 1d / (labels.Length - positives + 2d));
        var (slope, offset) = (0d, Math.Log((positives + 1d) / (labels.Length - positives + 1d)));
        var loss = Loss(scaled, labels, targets, slope, offset);
        for (var step = 0; step < MaxSteps; step++)
        {
            var (moveSlope, moveOffset) = NewtonStep(scaled, labels, targets, slope, offset);
            var size = 1d;
            var next = Loss(scaled, labels, targets, slope - moveSlope, offset - moveOffset);
            while (next > loss && size > 1e-6)
            {
                size /= 2;
                next = Loss(scaled, labels, targets, slope - size * moveSlope, offset - size * moveOffset);
            }

            if (next >= loss - 1e-10)
            {
                break;
            }

            (slope, offset, loss) = (slope - size * moveSlope, offset - size * moveOffset, next);
        }

        slope = Math.Max(slope, MinSlope);
        return (slope / deviation, offset - slope * mean / deviation);
    }

    private static (double Mean, double Deviation) Spread(ReadOnlySpan<double> scores)
    {
        var (sum, squares) = (0d, 0d);
        foreach (var score in scores)
        {
            sum += score;
        }

        var mean = sum / scores.Length;
        foreach (var score in scores)
        {
            squares += (score - mean) * (score - mean);
        }

        var deviation = Math.Sqrt(squares / scores.Length);
        return (mean, deviation > 1e-9 ? deviation : 1);
    }

    private static (double Slope, double Offset) NewtonStep(double[] scores, ReadOnlySpan<bool> labels, (double High, double Low) targets, double slope, double offset)
    {
        var (gradientSlope, gradientOffset, h11, h12, h22) = (0d, 0d, 1e-9, 0d, 1e-9);
        for (var index = 0; index < scores.Length; index++)
        {
            var probability = Sigmoid(slope * scores[index] + offset);
            var error = probability - (labels[index] ? targets.High : targets.Low);
            var weight = probability * (1 - probability);
            gradientSlope += error * scores[index];
            gradientOffset += error;
            h11 += weight * scores[index] * scores[index];
            h12 += weight * scores[index];
            h22 += weight;
        }

        var determinant = h11 * h22 - h12 * h12;
        return ((h22 * gradientSlope - h12 * gradientOffset) / determinant, (h11 * gradientOffset - h12 * gradientSlope) / determinant);
    }

    private static double Loss(double[] scores, ReadOnlySpan<bool> labels, (double High, double Low) targets, double slope, double offset)
    {
        var loss = 0d;
        for (var index = 0; index < scores.Length; index++)
        {
            var value = slope * scores[index] + offset;
            var target = labels[index] ? targets.High : targets.Low;
            loss += Math.Max(value, 0) - value * target + Math.Log(1 + Math.Exp(-Math.Abs(value)));
        }

        return loss;
    }

    public static double Sigmoid(double value) => 1 / (1 + Math.Exp(-value));
}
