RACES: HARROW6NNCOASTSunday

#me15:#fu6557?.#qc6 - Ferry Stakes,#qc 1050M: OLD TUB 55.5 (I Marsh) 1.
   AAP RESULTS
